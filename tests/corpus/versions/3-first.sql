BEGIN TRANSACTION;
CREATE TABLE blocks (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "blocks" VALUES(1,0,0,'heading',1,'[]','BAB I PENDAHULUAN','[1,1,null,null]');
INSERT INTO "blocks" VALUES(1,1,1,'heading',2,'["BAB I PENDAHULUAN"]','1.1 Latar Belakang','[3,3,null,null]');
INSERT INTO "blocks" VALUES(1,2,2,'paragraph',0,'["BAB I PENDAHULUAN","1.1 Latar Belakang"]','Kecamatan Mawar menyusun laporan kinerja sebagai pertanggungjawaban atas pelaksanaan tugas tahun 2024.','[5,5,null,null]');
INSERT INTO "blocks" VALUES(1,3,3,'paragraph',0,'["BAB I PENDAHULUAN","1.1 Latar Belakang"]','Dasar hukum penyusunan laporan ini adalah:','[7,7,null,null]');
INSERT INTO "blocks" VALUES(1,4,4,'list_item',0,'["BAB I PENDAHULUAN","1.1 Latar Belakang"]','1. Peraturan Presiden Nomor 29 Tahun 2014;','[9,9,null,null]');
INSERT INTO "blocks" VALUES(1,5,5,'list_item',0,'["BAB I PENDAHULUAN","1.1 Latar Belakang"]','2. Peraturan Menteri PANRB Nomor 53 Tahun 2014.','[11,11,null,null]');
INSERT INTO "blocks" VALUES(1,6,6,'heading',1,'[]','BAB III AKUNTABILITAS KINERJA','[13,13,null,null]');
INSERT INTO "blocks" VALUES(1,7,7,'heading',2,'["BAB III AKUNTABILITAS KINERJA"]','3.1 Capaian Kinerja','[15,15,null,null]');
INSERT INTO "blocks" VALUES(1,8,8,'paragraph',0,'["BAB III AKUNTABILITAS KINERJA","3.1 Capaian Kinerja"]','Capaian indikator kinerja disajikan dalam tabel berikut:','[17,17,null,null]');
INSERT INTO "blocks" VALUES(1,9,9,'table',0,'["BAB III AKUNTABILITAS KINERJA","3.1 Capaian Kinerja"]','','[19,24,null,null]');
INSERT INTO "blocks" VALUES(1,10,10,'paragraph',0,'["BAB III AKUNTABILITAS KINERJA","3.1 Capaian Kinerja"]','Penyebab naiknya kepuasan masyarakat adalah penambahan loket pelayanan dan pelatihan petugas. Hambatan yang tersisa ialah jaringan internet yang sering putus.','[26,26,null,null]');
INSERT INTO "blocks" VALUES(1,11,11,'heading',2,'["BAB III AKUNTABILITAS KINERJA"]','3.2 Realisasi Anggaran','[28,28,null,null]');
INSERT INTO "blocks" VALUES(1,12,12,'table',0,'["BAB III AKUNTABILITAS KINERJA","3.2 Realisasi Anggaran"]','','[30,33,null,null]');
INSERT INTO "blocks" VALUES(1,13,13,'heading',1,'[]','BAB IV PENUTUP','[35,35,null,null]');
INSERT INTO "blocks" VALUES(1,14,14,'paragraph',0,'["BAB IV PENUTUP"]','Langkah perbaikan tahun depan: memperkuat jaringan internet dan menambah petugas pengaduan.','[37,37,null,null]');
CREATE TABLE embeddings (
    model TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, content_hash)
) STRICT, WITHOUT ROWID;
INSERT INTO "embeddings" VALUES('340859adf909e276437521f7b423d20d07287717ebce103ae59fc25e5cb4e9c7','04cf62b1e0749227ff78e6484b16484a1611c28b54a22d5072f6ad40877ee10a',X'B9820839B860853EB9820839C971053EC971053E308008396CE6C7BEB9820839B9820839872D05BEC971053EB860853EB9820839983E85BEB9820839C971053EB98208395A8408395A8408398C08C83EB98208396CE6C7BEB9820839B9820839872D05BEB860853E983E85BEC971053EB9820839983E85BEC971053EB9820839');
INSERT INTO "embeddings" VALUES('340859adf909e276437521f7b423d20d07287717ebce103ae59fc25e5cb4e9c7','0e8d86d59929f08cbfc2e4e90ffcdaeb6271ad36e69176a56fd0685654917dfa',X'E4E925BEE4E925BEED3E263EE4E925BECE102A39ED3E263EE4E925BEE4E925BECE102A39CE102A39AA29A63ECE102A39CE102A39CE102A39CE102A39CE102A39ED3E263EAA29A63EE4E925BE3E102A39AA29A63ECE102A39DE33F93EED3E263EEC3E263E27FFA5BED6122A39CE102A39CE102A39EC3E263ECE102A39ED3E263E');
INSERT INTO "embeddings" VALUES('340859adf909e276437521f7b423d20d07287717ebce103ae59fc25e5cb4e9c7','24d5f131a3699eee6870b8ed49a5d8e0f17ffdd9590a4e5d1e69498b9c1e9a6d',X'C45F1739C45F1739936117395CAADDBEC45F17395DF9133EC45F17399AC093BEC45F17395CAADDBE5EF9133E71E6933EC45F17395CAADDBEC45F1739ADAD13BEC45F17395EF9133EC45F1739445F1739C45F1739C45F17399AC093BE5EF9133EADAD13BEC45F1739ADAD13BEC45F1739C45F17395EF9133E5EF9133EC45F1739');
INSERT INTO "embeddings" VALUES('340859adf909e276437521f7b423d20d07287717ebce103ae59fc25e5cb4e9c7','449121df3c8625fd90ee1987a3d072af146de2d93c6055432e40ba866c6a137a',X'A7B4CCBE35B9513914E9CC3E6F9A4CBE35B951394C034D3E35B95139A7B4CCBE35B951396F9A4CBE35B9513935B9513935B9513935B9513935B9513935B9513935B9513941A8193F35B9513984B8513935B9513935B9513935B9513935B9513984B8513935B9513935B9513935B9513935B9513935B9513935B951396F9A4CBE');
INSERT INTO "embeddings" VALUES('340859adf909e276437521f7b423d20d07287717ebce103ae59fc25e5cb4e9c7','486ea589755f26a6b930651ea42db7eefa15b4012e7e5fe6f4016f7cc45ce017',X'BA1EE238929DDCBDA025E2387292A5BEEC22E2385EF25C3EBA1EE238D6B95CBEEC22E238EC22E238D6B95CBE929DDCBDA40EDD3D929DDCBDA40EDD3DB6AEA53EEC22E238B6AEA53E5EF25C3EA20EDD3DA40EDD3DF8C7DCBEA40EDD3D5EF25C3E2D22E238A40EDD3D7292A5BEEC22E238EC22E2385EF25C3E2D22E238929DDCBD');
INSERT INTO "embeddings" VALUES('340859adf909e276437521f7b423d20d07287717ebce103ae59fc25e5cb4e9c7','ccf75cf746fe941eda8fc11af920e83b8683c5729ed6c1b5c38bb46f6b649dd2',X'42B96ABE8F316B3E8F316B3EFE98703942B96ABEFE987039FE9870398F316B3EFE98703942B96ABE8F316B3EFE987039FE987039FE98703942B96ABE8F316B3EFE987039FE98703942B96ABE42B96ABE8F316B3E42B96ABE33987039FE98703942B96ABE55D7EABEFE987039FE987039FE987039FE987039FE9870398F316B3E');
CREATE TABLE facts (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    region TEXT NOT NULL,
    report_year INTEGER,
    level TEXT NOT NULL,
    indicator TEXT NOT NULL,
    item TEXT,
    code TEXT,
    period_year INTEGER,
    version TEXT,
    measure TEXT NOT NULL,
    value TEXT,
    as_printed TEXT NOT NULL,
    unit TEXT,
    source TEXT NOT NULL,
    flags TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "facts" VALUES(1,0,'Kecamatan Mawar','Kabupaten Melati',2024,'sasaran','Indeks Kepuasan Masyarakat (IKM)',NULL,'IKM',2024,NULL,'realisasi','93.53','93,53','nilai','["mawar-2024.txt",3,3,null,null,"Tabel 3.1","IKM",["Tahun 2024","Realisasi"]]','[]',NULL);
INSERT INTO "facts" VALUES(1,1,'Kecamatan Mawar','Kabupaten Melati',2024,'sasaran','Indeks Kepuasan Masyarakat (IKM)',NULL,'IKM',2024,NULL,'realisasi',NULL,'N/A','nilai','["mawar-2024.txt",3,3,null,null,"Tabel 3.1","IKM",["Tahun 2024","Realisasi"]]','["damaged"]','60-70');
CREATE TABLE lines (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    printed TEXT,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "lines" VALUES(1,1,'BAB I PENDAHULUAN','[2,[1.0,2.0,30.5,4.0],[[1.0,2.0,3.0,4.0],null]]');
INSERT INTO "lines" VALUES(1,2,'',NULL);
INSERT INTO "lines" VALUES(1,3,'1.1 Latar Belakang',NULL);
INSERT INTO "lines" VALUES(1,4,'',NULL);
INSERT INTO "lines" VALUES(1,5,'Kecamatan Mawar menyusun laporan kinerja sebagai pertanggungjawaban atas pelaksanaan tugas tahun 2024.',NULL);
INSERT INTO "lines" VALUES(1,6,'',NULL);
INSERT INTO "lines" VALUES(1,7,'Dasar hukum penyusunan laporan ini adalah:',NULL);
INSERT INTO "lines" VALUES(1,8,'',NULL);
INSERT INTO "lines" VALUES(1,9,'1. Peraturan Presiden Nomor 29 Tahun 2014;',NULL);
INSERT INTO "lines" VALUES(1,10,'',NULL);
INSERT INTO "lines" VALUES(1,11,'2. Peraturan Menteri PANRB Nomor 53 Tahun 2014.',NULL);
INSERT INTO "lines" VALUES(1,12,'',NULL);
INSERT INTO "lines" VALUES(1,13,'BAB III AKUNTABILITAS KINERJA',NULL);
INSERT INTO "lines" VALUES(1,14,'',NULL);
INSERT INTO "lines" VALUES(1,15,'3.1 Capaian Kinerja',NULL);
INSERT INTO "lines" VALUES(1,16,'',NULL);
INSERT INTO "lines" VALUES(1,17,'Capaian indikator kinerja disajikan dalam tabel berikut:',NULL);
INSERT INTO "lines" VALUES(1,18,'',NULL);
INSERT INTO "lines" VALUES(1,19,'Tabel 3.1 Capaian Kinerja Tahun 2024',NULL);
INSERT INTO "lines" VALUES(1,20,'No	Sasaran	Indikator	Tahun 2023	Tahun 2024	Tahun 2024',NULL);
INSERT INTO "lines" VALUES(1,21,'			Target	Target	Realisasi',NULL);
INSERT INTO "lines" VALUES(1,22,'1	Meningkatnya kualitas pelayanan	Indeks Kepuasan Masyarakat (IKM)	88,00	90,00	93,53',NULL);
INSERT INTO "lines" VALUES(1,23,'		Indeks Pelayanan Publik (IPP)	3,10	3,20	3,45',NULL);
INSERT INTO "lines" VALUES(1,24,'2	Meningkatnya akuntabilitas kinerja	Nilai SAKIP	70,00	72,00	71,25',NULL);
INSERT INTO "lines" VALUES(1,25,'',NULL);
INSERT INTO "lines" VALUES(1,26,'Penyebab naiknya kepuasan masyarakat adalah penambahan loket pelayanan dan pelatihan petugas. Hambatan yang tersisa ialah jaringan internet yang sering putus.',NULL);
INSERT INTO "lines" VALUES(1,27,'',NULL);
INSERT INTO "lines" VALUES(1,28,'3.2 Realisasi Anggaran',NULL);
INSERT INTO "lines" VALUES(1,29,'',NULL);
INSERT INTO "lines" VALUES(1,30,'Tabel 3.2 Realisasi Anggaran',NULL);
INSERT INTO "lines" VALUES(1,31,'Program	Pagu (Rp)	Realisasi (Rp)	%',NULL);
INSERT INTO "lines" VALUES(1,32,'Program Pelayanan Publik	150.000.000	147.500.000	98,33',NULL);
INSERT INTO "lines" VALUES(1,33,'Program Pemberdayaan Masyarakat	80.000.000	72.000.000	90,00',NULL);
INSERT INTO "lines" VALUES(1,34,'',NULL);
INSERT INTO "lines" VALUES(1,35,'BAB IV PENUTUP',NULL);
INSERT INTO "lines" VALUES(1,36,'',NULL);
INSERT INTO "lines" VALUES(1,37,'Langkah perbaikan tahun depan: memperkuat jaringan internet dan menambah petugas pengaduan.',NULL);
INSERT INTO "lines" VALUES(1,38,'',NULL);
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO "meta" VALUES('revision',1);
CREATE TABLE passage_sets (
    report INTEGER PRIMARY KEY REFERENCES reports(key) ON DELETE CASCADE,
    recipe INTEGER NOT NULL
) STRICT;
INSERT INTO "passage_sets" VALUES(1,3);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    heading TEXT NOT NULL,
    caption TEXT NOT NULL,
    table_ordinal INTEGER,
    place TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    embed_text TEXT NOT NULL,
    kinds TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "passages" VALUES(350883055509672660,1,1,'paragraph','Capaian indikator kinerja disajikan dalam tabel berikut:','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja','',NULL,'[17,17,null,null]','449121df3c8625fd90ee1987a3d072af146de2d93c6055432e40ba866c6a137a','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja
Capaian indikator kinerja disajikan dalam tabel berikut:','capaian prosa');
INSERT INTO "passages" VALUES(967963671363635737,1,5,'row','2 | Meningkatnya akuntabilitas kinerja | Nilai SAKIP | 70,00 | 72,00 | 71,25','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja','Tabel 3.1 Capaian Kinerja Tahun 2024',0,'[24,24,null,null]','09b58c0978ed49bf5471054dcfc866f245fd50204c429883f2fc79a147b4f231','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja
Tabel 3.1 Capaian Kinerja Tahun 2024
No: 2; Sasaran: Meningkatnya akuntabilitas kinerja; Indikator: Nilai SAKIP; Tahun 2023 > Target: 70,00; Tahun 2024 > Target: 72,00; Tahun 2024 > Realisasi: 71,25','capaian tabel_capaian tabel');
INSERT INTO "passages" VALUES(1258837938218017097,1,7,'table','Tabel 3.2 Realisasi Anggaran
Program | Pagu (Rp) | Realisasi (Rp) | %
Program Pelayanan Publik | 150.000.000 | 147.500.000 | 98,33
Program Pemberdayaan Masyarakat | 80.000.000 | 72.000.000 | 90,00','BAB III AKUNTABILITAS KINERJA > 3.2 Realisasi Anggaran','Tabel 3.2 Realisasi Anggaran',1,'[30,33,null,null]','24d5f131a3699eee6870b8ed49a5d8e0f17ffdd9590a4e5d1e69498b9c1e9a6d','BAB III AKUNTABILITAS KINERJA > 3.2 Realisasi Anggaran
Tabel 3.2 Realisasi Anggaran
Program | Pagu (Rp) | Realisasi (Rp) | %
Program Pelayanan Publik | 150.000.000 | 147.500.000 | 98,33
Program Pemberdayaan Masyarakat | 80.000.000 | 72.000.000 | 90,00','anggaran uang tabel_uang tabel');
INSERT INTO "passages" VALUES(3965172822334675621,1,0,'list','Kecamatan Mawar menyusun laporan kinerja sebagai pertanggungjawaban atas pelaksanaan tugas tahun 2024.
Dasar hukum penyusunan laporan ini adalah:
1. Peraturan Presiden Nomor 29 Tahun 2014;
2. Peraturan Menteri PANRB Nomor 53 Tahun 2014.','BAB I PENDAHULUAN > 1.1 Latar Belakang','',NULL,'[5,11,null,null]','04cf62b1e0749227ff78e6484b16484a1611c28b54a22d5072f6ad40877ee10a','BAB I PENDAHULUAN > 1.1 Latar Belakang
Kecamatan Mawar menyusun laporan kinerja sebagai pertanggungjawaban atas pelaksanaan tugas tahun 2024.
Dasar hukum penyusunan laporan ini adalah:
1. Peraturan Presiden Nomor 29 Tahun 2014;
2. Peraturan Menteri PANRB Nomor 53 Tahun 2014.','latar regulasi prosa');
INSERT INTO "passages" VALUES(5279569459934052851,1,9,'row','Program Pemberdayaan Masyarakat | 80.000.000 | 72.000.000 | 90,00','BAB III AKUNTABILITAS KINERJA > 3.2 Realisasi Anggaran','Tabel 3.2 Realisasi Anggaran',1,'[33,33,null,null]','d601f39c3501e2fb6967f52a5d4c34356920a9b42da158145546604bb309d25e','BAB III AKUNTABILITAS KINERJA > 3.2 Realisasi Anggaran
Tabel 3.2 Realisasi Anggaran
Program: Program Pemberdayaan Masyarakat; Pagu (Rp): 80.000.000; Realisasi (Rp): 72.000.000; %: 90,00','anggaran uang tabel_uang tabel');
INSERT INTO "passages" VALUES(6262979925392616281,1,10,'paragraph','Langkah perbaikan tahun depan: memperkuat jaringan internet dan menambah petugas pengaduan.','BAB IV PENUTUP','',NULL,'[37,37,null,null]','ccf75cf746fe941eda8fc11af920e83b8683c5729ed6c1b5c38bb46f6b649dd2','BAB IV PENUTUP
Langkah perbaikan tahun depan: memperkuat jaringan internet dan menambah petugas pengaduan.','penutup upaya prosa');
INSERT INTO "passages" VALUES(7368129619980576828,1,8,'row','Program Pelayanan Publik | 150.000.000 | 147.500.000 | 98,33','BAB III AKUNTABILITAS KINERJA > 3.2 Realisasi Anggaran','Tabel 3.2 Realisasi Anggaran',1,'[32,32,null,null]','550f48bf0f78570360913d01d84a15c46bfd1efe9c0eb15b3cfb1fd74f793c6b','BAB III AKUNTABILITAS KINERJA > 3.2 Realisasi Anggaran
Tabel 3.2 Realisasi Anggaran
Program: Program Pelayanan Publik; Pagu (Rp): 150.000.000; Realisasi (Rp): 147.500.000; %: 98,33','anggaran uang tabel_uang tabel');
INSERT INTO "passages" VALUES(7459581972969203850,1,6,'paragraph','Penyebab naiknya kepuasan masyarakat adalah penambahan loket pelayanan dan pelatihan petugas. Hambatan yang tersisa ialah jaringan internet yang sering putus.','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja','',NULL,'[26,26,null,null]','0e8d86d59929f08cbfc2e4e90ffcdaeb6271ad36e69176a56fd0685654917dfa','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja
Penyebab naiknya kepuasan masyarakat adalah penambahan loket pelayanan dan pelatihan petugas. Hambatan yang tersisa ialah jaringan internet yang sering putus.','capaian sebab masalah prosa');
INSERT INTO "passages" VALUES(7812138282419591328,1,4,'row','Indeks Pelayanan Publik (IPP) | 3,10 | 3,20 | 3,45','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja','Tabel 3.1 Capaian Kinerja Tahun 2024',0,'[23,23,null,null]','d2cbdf6c531b34fb2ddd1f87a5af5ddbb2cba0dfa0b4da857991c5272af57007','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja
Tabel 3.1 Capaian Kinerja Tahun 2024
Sasaran: Meningkatnya kualitas pelayanan; Indikator: Indeks Pelayanan Publik (IPP); Tahun 2023 > Target: 3,10; Tahun 2024 > Target: 3,20; Tahun 2024 > Realisasi: 3,45','capaian tabel_capaian tabel');
INSERT INTO "passages" VALUES(8202901906998491241,1,3,'row','1 | Meningkatnya kualitas pelayanan | Indeks Kepuasan Masyarakat (IKM) | 88,00 | 90,00 | 93,53','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja','Tabel 3.1 Capaian Kinerja Tahun 2024',0,'[22,22,null,null]','1ec4489ab358e117821f013a75b3e942afa20448f4ec7a8287aca58162e9aede','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja
Tabel 3.1 Capaian Kinerja Tahun 2024
No: 1; Sasaran: Meningkatnya kualitas pelayanan; Indikator: Indeks Kepuasan Masyarakat (IKM); Tahun 2023 > Target: 88,00; Tahun 2024 > Target: 90,00; Tahun 2024 > Realisasi: 93,53','capaian tabel_capaian tabel');
INSERT INTO "passages" VALUES(8600345541822735868,1,2,'table','Tabel 3.1 Capaian Kinerja Tahun 2024
No | Sasaran | Indikator | Tahun 2023 > Target | Tahun 2024 > Target | Tahun 2024 > Realisasi
1 | Meningkatnya kualitas pelayanan | Indeks Kepuasan Masyarakat (IKM) | 88,00 | 90,00 | 93,53
Indeks Pelayanan Publik (IPP) | 3,10 | 3,20 | 3,45
2 | Meningkatnya akuntabilitas kinerja | Nilai SAKIP | 70,00 | 72,00 | 71,25','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja','Tabel 3.1 Capaian Kinerja Tahun 2024',0,'[19,24,null,null]','486ea589755f26a6b930651ea42db7eefa15b4012e7e5fe6f4016f7cc45ce017','BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja
Tabel 3.1 Capaian Kinerja Tahun 2024
No | Sasaran | Indikator | Tahun 2023 > Target | Tahun 2024 > Target | Tahun 2024 > Realisasi
1 | Meningkatnya kualitas pelayanan | Indeks Kepuasan Masyarakat (IKM) | 88,00 | 90,00 | 93,53
Indeks Pelayanan Publik (IPP) | 3,10 | 3,20 | 3,45
2 | Meningkatnya akuntabilitas kinerja | Nilai SAKIP | 70,00 | 72,00 | 71,25','capaian tabel_capaian tabel');
CREATE TABLE reports (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    printed_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER,
    file TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    encoding TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    block_count INTEGER NOT NULL,
    table_count INTEGER NOT NULL,
    fact_count INTEGER NOT NULL,
    notes TEXT NOT NULL DEFAULT '[]'
) STRICT;
INSERT INTO "reports" VALUES(1,'kecamatan-mawar-2024','kecamatan-mawar-2024','Kecamatan Mawar','Kabupaten Melati',2024,'mawar-2024.txt','66454092cd5c027d9e22d4e98c4101f6f2dbb862f23361f3c71d49a201457ede','utf-8',38,15,2,2,'["halaman 3 tidak terbaca"]');
CREATE TABLE tables (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    caption TEXT NOT NULL,
    caption_printed INTEGER NOT NULL,
    columns TEXT NOT NULL,
    header TEXT NOT NULL,
    rows TEXT NOT NULL,
    place TEXT NOT NULL,
    flags TEXT NOT NULL,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "tables" VALUES(1,9,0,'Tabel 3.1 Capaian Kinerja Tahun 2024',1,'[["No"],["Sasaran"],["Indikator"],["Tahun 2023","Target"],["Tahun 2024","Target"],["Tahun 2024","Realisasi"]]','[[["No","Sasaran","Indikator","Tahun 2023","Tahun 2024","Tahun 2024"],[20,20,null,null],[]],[["","","","Target","Target","Realisasi"],[21,21,null,null],[]]]','[[["1","Meningkatnya kualitas pelayanan","Indeks Kepuasan Masyarakat (IKM)","88,00","90,00","93,53"],[22,22,null,null],[]],[["","","Indeks Pelayanan Publik (IPP)","3,10","3,20","3,45"],[23,23,null,null],[]],[["2","Meningkatnya akuntabilitas kinerja","Nilai SAKIP","70,00","72,00","71,25"],[24,24,null,null],[]]]','[19,24,null,null]','[]');
INSERT INTO "tables" VALUES(1,12,1,'Tabel 3.2 Realisasi Anggaran',1,'[["Program"],["Pagu (Rp)"],["Realisasi (Rp)"],["%"]]','[[["Program","Pagu (Rp)","Realisasi (Rp)","%"],[31,31,null,null],[]]]','[[["Program Pelayanan Publik","150.000.000","147.500.000","98,33"],[32,32,null,null],[]],[["Program Pemberdayaan Masyarakat","80.000.000","72.000.000","90,00"],[33,33,null,null],[]]]','[30,33,null,null]','[]');
CREATE INDEX passages_by_report ON passages (report, ordinal);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('reports',1);
COMMIT;
PRAGMA user_version = 3;
