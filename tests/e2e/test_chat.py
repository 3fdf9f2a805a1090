"""The chat in a browser: ask, see the figure and its source, open the evidence, choose reports."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import App, Watched, watched

IKM = "Berapa IKM Kecamatan Wanasembra tahun 2024?"
LAST = "#tl-chat [data-testid=bot] >> nth=-1"


def test_a_figure_is_answered_with_its_source_and_evidence(chat: Watched) -> None:
    chat.ask(IKM)
    answer = chat.page.locator(LAST)
    expect(answer.locator("p").first).to_contain_text("86,94")
    source = answer.locator(".tl-sources li").first
    expect(source).to_contain_text("tercetak")
    expect(source).to_contain_text(re.compile(r"Tabel 3\.\d .*baris \d+"))
    answer.locator("a.tl-cite").first.click()
    lit = chat.page.locator("#tl-panel td.tl-on")
    expect(lit).to_have_text("86,94")
    expect(lit).to_be_in_viewport(ratio=0.9)
    expect(chat.page.locator("#tl-panel th.tl-on")).to_contain_text("Realisasi")
    expect(chat.page.locator("#tl-panel h2")).to_have_text("Kecamatan Wanasembra 2024")


_HALF_HIDDEN = """() => [...document.querySelectorAll('#tl-panel tr.tl-on')].flatMap(row => {
  const edge = row.querySelector('.tl-label').getBoundingClientRect().right;
  return [...row.querySelectorAll('td:not(.tl-label)')].map(cell => cell.getBoundingClientRect())
    .filter(box => box.left < edge - 2 && box.right > edge + 2).length;
})"""


@pytest.mark.parametrize("cited", [0, 1, 2])
def test_no_figure_of_a_wide_table_is_half_hidden(chat: Watched, cited: int) -> None:
    chat.ask("serapan tiap program Lembayur 2024")
    chat.page.locator(f"{LAST} >> table a.tl-cite >> nth={cited}").click()
    lit = chat.page.locator("#tl-panel td.tl-on")
    expect(lit).to_be_in_viewport(ratio=0.99)
    assert chat.page.evaluate(_HALF_HIDDEN) == [0]


def test_the_answer_is_read_from_its_first_line(chat: Watched) -> None:
    chat.ask("Kenapa IKM turun?")
    chat.ask(IKM)
    expect(chat.page.locator(f"{LAST} >> p >> nth=0")).to_be_in_viewport()
    expect(chat.page.locator("#tl-question")).to_be_in_viewport()


def test_lines_around_the_place_are_shown(chat: Watched) -> None:
    chat.ask(IKM)
    chat.page.locator(f"{LAST} >> a.tl-source >> nth=0").click()
    chat.page.locator("#tl-panel summary").click()
    line = chat.page.locator("#tl-panel .tl-lines li.tl-on")
    expect(line).to_contain_text("86,94")
    assert chat.page.locator("#tl-panel .tl-lines li").count() > 5


def test_a_computed_figure_shows_its_formula_and_inputs(chat: Watched) -> None:
    chat.ask("Kenapa IKM Kecamatan Wanasembra turun pada 2024?")
    chat.page.locator(f"{LAST} >> a.tl-calc >> nth=0").click()
    card = chat.page.locator(f"{LAST} >> .tl-sources li", has_text="dihitung ulang").first
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("= 88,72 - 86,94")
    card.locator("a.tl-input").first.click()
    expect(chat.page.locator("#tl-panel td.tl-on")).to_have_text("88,72")


def test_statuses_are_told_apart(chat: Watched) -> None:
    chat.ask("IKM Kecamatan Wanasembra tahun 2019?")
    expect(chat.page.locator(f"{LAST} >> .tl-not_found .tl-badge")).to_be_visible()
    chat.ask("Kenapa IKM Kecamatan Lembayur turun pada 2024?")
    expect(chat.page.locator(f"{LAST} >> .tl-premise_false .tl-badge")).to_be_visible()


def test_an_odd_question_is_answered_calmly(chat: Watched) -> None:
    chat.page.fill("#tl-question textarea", "a" * 1900)
    chat.page.press("#tl-question textarea", "Enter")
    chat.answered(0)
    expect(chat.page.locator(f"{LAST} >> .tl-badge")).to_be_visible()
    expect(chat.page.locator(LAST)).not_to_contain_text("Traceback")


def test_examples_and_follow_ups_are_asked_by_a_click(chat: Watched) -> None:
    example = chat.page.locator("#tl-chat .example").first
    question = example.inner_text()
    example.click()
    chat.answered(0)
    expect(chat.page.locator("#tl-chat [data-testid=user]").first).to_have_text(question)
    follow_up = chat.page.locator("#tl-chat .option").first
    following = follow_up.inner_text()
    follow_up.click()
    chat.answered(1)
    expect(chat.page.locator("#tl-chat [data-testid=user]").nth(1)).to_have_text(following)


def test_a_selected_report_limits_the_answer_and_is_shown(chat: Watched) -> None:
    box = chat.page.locator("#tl-selected input")
    box.click()
    chat.page.get_by_role("option", name="Kecamatan Lembayur 2023").click()
    box.press("Escape")
    expect(chat.page.locator("#tl-selected")).to_contain_text("Hanya dari 1 laporan")
    chat.ask("Berapa IKM?")
    answer = chat.page.locator(LAST)
    expect(answer).to_contain_text("Dijawab hanya dari: Kecamatan Lembayur 2023")
    expect(answer).to_contain_text("81,75")
    expect(answer).not_to_contain_text("Wanasembra")


def test_follow_up_questions_lean_on_the_conversation(chat: Watched) -> None:
    chat.ask(IKM)
    chat.ask("targetnya?")
    expect(chat.page.locator(LAST)).to_contain_text("87")


def test_a_new_conversation_starts_empty(chat: Watched) -> None:
    chat.ask(IKM)
    chat.page.get_by_role("button", name="Percakapan baru").click()
    expect(chat.page.locator("#tl-chat .tl-loaded")).to_be_visible()
    expect(chat.page.locator("#tl-chat [data-testid=bot]")).to_have_count(0)


def test_the_interface_speaks_english(chat: Watched) -> None:
    chat.page.get_by_text("English").click()
    expect(chat.page.locator("#tl-chat h2")).to_have_text("What would you like to know?")
    expect(chat.page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    assert chat.page.evaluate("document.documentElement.lang") == "en"
    chat.ask("What was the IKM of Kecamatan Wanasembra in 2024?")
    expect(chat.page.locator(f"{LAST} >> .tl-sources")).to_contain_text("printed")


@pytest.mark.parametrize("question", ["Berapa IKM Kecamatan Bahaya tahun 2024?", "survei jempol kecamatan bahaya",
                                      '<img src=x onerror="window.pwned=1"> **berapa** IKM?'])  # fmt: skip
def test_a_hostile_report_does_nothing(chat: Watched, question: str) -> None:
    chat.ask(question)
    expect(chat.page.locator("#tl-chat [data-testid=user]").last).to_have_text(question)
    links = chat.page.locator(f"{LAST} >> a.tl-source")
    if links.count():
        links.first.click()
        chat.page.locator("#tl-panel h2").wait_for()
    chat.page.wait_for_timeout(300)
    assert chat.page.evaluate("window.pwned") is None
    assert chat.page.locator("#tl-chat img, #tl-panel img, #tl-listing img").count() == 0


def test_nothing_is_wider_than_the_window(chat: Watched) -> None:
    chat.ask("Kenapa IKM turun?")
    assert chat.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_on_a_phone_evidence_lies_over_the_chat_until_it_is_closed(browser: Browser, app: App) -> None:
    chat = watched(browser, 360, 740)
    chat.page.goto(app.address)
    chat.page.wait_for_selector("#tl-chat .tl-loaded")
    chat.ask(IKM)
    expect(chat.page.locator("#tl-panel")).to_be_hidden()
    cite = chat.page.locator(f"{LAST} >> a.tl-cite >> nth=0")
    for close in (lambda: chat.page.keyboard.press("Escape"), lambda: chat.page.locator(".tl-close").click()):
        cite.click()
        expect(chat.page.locator("#tl-panel")).to_be_visible()
        close()
        expect(chat.page.locator("#tl-panel")).to_be_hidden()
        expect(cite).to_be_focused()
    chat.page.context.close()
    assert chat.problems == []


def test_two_people_do_not_see_each_other(browser: Browser, app: App) -> None:
    chats = [watched(browser, 1366, 768) for _ in range(2)]
    for chat in chats:
        chat.page.goto(app.address)
        chat.page.wait_for_selector("#tl-chat .tl-loaded")
    chats[0].ask(IKM)
    chats[1].ask("targetnya?")
    expect(chats[1].page.locator("#tl-chat [data-testid=user]")).to_have_count(1)
    expect(chats[1].page.locator(LAST)).not_to_contain_text("86,94")
    for chat in chats:
        chat.page.context.close()
