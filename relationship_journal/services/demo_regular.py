"""The made-up journal: people met every few weeks. How it is written: see `demo_script`."""

PEOPLE = """
= Tom Okafor / Regular / forum
at https://forum.example/u/tomo, https://tomokafor.example
mail tom@tomokafor.example
called Tom
met The forum, in the thread that would not end.
posts Rules nobody wrote down; How a thread dies; Moderating with tea
2 <forum/question Would you look at the new house rules before I post them?
33 >forum/thanks Thanked him for closing the thread on fonts before it became about people.
58 <dm He needed an ear about a user he had to ban. I mostly said yes.
57 >dm Said what I would want to hear, and then that I might be wrong.
160 >comment/question @1 Asked whether a dying thread can be turned, or only sat with.

= 山田 さくら / Regular / photo, tea
born 1990-04-02
at https://sakura-photo.example
mail sakura@sakura-photo.example
called さくらさん
posts 路地の光; 茶の時間; A month without colour
63 >comment @0 路地の光: the third picture. I looked for the cat ten minutes, and it was
  the shadow.
64 <comment 猫は写っていません。“The cat had just left,” she wrote.
150 >email/thanks The tea arrived, and the note on how to fail with it gracefully.
310 note She answers slowly and completely. Nothing is lost with her, it only takes a season.

= ليلى حداد / Regular / bread
at https://khubz.example
mail layla@khubz.example
called ليلى
via Yusuf Demirci
posts خبز الصباح; رائحة الفرن; Flour on the radio
152 >comment/thanks Wrote شكرا. Her flatbread works in my pan, after eleven that did not.
153 <comment She wrote that the first eleven are for the birds, in every family.
250 >message/question Asked for the name of the seed that looks like a comma.
249 <message حبة البركة. She sent a photograph with her hand beside it for the size.

= Jonas Weber / Regular / maps, css
born 1985-08-21
at https://linienundflaechen.example, https://code.example/@jweber
mail jonas@linienundflaechen.example
phone +49 30 23125 118 (work)
called Jonas
posts Kacheln ohne Rand; A legend in forty lines; Contours by hand
0 >email/talk Wrote how the tile trick held up on the phone: well, until the train left.
1 <email He found out why the labels jump. It was me, of course.
45 >comment @1 Counted the lines of his legend. Forty-one, but one is a joke.
120 <link He linked my gazetteer from the library’s page. Three corrections came in the first
  night.
119 >email/thanks Thanked him for the link, and for the three.
+42 todo Ask whether the workshop found a room

= Ingrid Solheim / Regular / knitting
born 1958-01-27
at https://strikkehjornet.example
called Ingrid
met A parcel of wool with the wrong address on it. I knitted half of it before I wrote.
posts A cardigan for the north wall; Mittens in two languages; The sheep called Tuesday
43 >email The mittens fit my neighbour. She has worn them to the letterbox and back, all week.
44 <email “Then they are walking mittens.” She has a name for everything.
205 >in_person Her kitchen, six women, one pattern and seven opinions.
+4 todo Look in on Ingrid: no feed, only the shop window page

= Chidi Eze / Regular / radio
at https://nightband.example
mail chidi@nightband.example
called Chidi
posts The hour before the news; Static; A letter read on air
23 >mention He read my letter on air and changed the ending. Better.
24 <mention Named me on air as “a slow friend from the coast”.
70 >email/congratulations Ten years of the night hour. Sent him the jingle on a mouth organ.
180 <email/thanks They play the mouth organ now when a guest is late.

= Олена Коваль / Regular / letters
born 1981-06-16
at https://lysty.example
mail olena@lysty.example
called Олена
posts Листи з балкона; Пошта без марок; Three envelopes
36 >email/help Asked what would help most. She said: ordinary letters about ordinary things.
35 <email Вона написала про яблука. Apples, four kinds, and which keep until March.
34 >email Answered with pears, which keep until nothing.
66 >email Wrote about the broken bicycle, at length, as ordered.
111 >email Wrote about the neighbour’s trumpet.
240 note No questions about home. She tells when she wants to. Write on ordinary days.
+9 todo[every 2 weeks*] Write an ordinary letter

= Aylin Kaya / Regular / bread, maps
born 1993-11-29
at https://yolvekmek.example
mail aylin@yolvekmek.example
called Aylin
via Yusuf Demirci
posts A bakery at every ferry stop; Sesame; The map is sticky
29 >comment/question @0 Asked why the fourth stop has none. The baker married to the fifth.
30 <comment She is drawing the ferry line as a plait now.
99 >link @2 “The map is sticky”, in a list of useful damages.

= Rosa Quispe / Regular / knitting, radio
at https://hilosyondas.example
mail rosa@hilosyondas.example
called Rosa
posts Hilos y ondas; La radio del mercado; Four colours of alpaca
17 >comment @1 Listened to the market radio for an hour. Somebody has lost a goat with one white
  ear.
16 <comment La encontraron. They found the goat. I had worried.
15 >comment Asked after the ear. Both are well.
88 >email/introduction Brought her and Ingrid together over a pattern of mittens.
86 <email/thanks They write in wool, she says, and a little in English.

= Anneli Mäkinen / Regular / tea, books
born --02-29
at https://teekirja.example
mail anneli@teekirja.example
called Anneli
posts Kolme kuppia; A book per pot; Silence with biscuits
49 >email/talk Read the book she sent in one pot and a half.
50 <email “A pot and a half is short. Try the one on lakes.”
140 note Birthday on 29 February; she says she is eleven. She keeps the 28th for herself.

= Mehmet Şahin / Regular / harbour
at https://iskeledefteri.example
mail mehmet@iskeledefteri.example
called Mehmet
via Mara Lind
posts The last ticket booth; Gulls, a census; Paint
74 <comment He counted gulls on my photograph. Sixteen. I had seen four.
73 >comment Counted again. Seventeen, but one may be a lamp.
75 >comment @1 Sent him the harbour in the fog, for practice.
133 >dm/thanks The ticket from the old booth came in the post. It is on the wall.

= Ifeoma Balogun / Regular / books
born 1977-05-25
at https://readingaloud.example
mail ife@readingaloud.example (home)
aka Ify
called Ify
posts Reading aloud to one person; Chapter three, again; Books that wait
2 <comment/thanks “I read your post on waiting to my mother. She asked for it again.”
1 >comment/thanks Thanked them both, and asked which page it was.
41 >comment @0 Told her I read the letter scene aloud in an empty room. It holds.
101 >call She read to me over the phone. A page about rain, from a book without a title page.

= Noa Ben-Ami / Regular / photo
at https://contactsheet.example, https://pixels.example/@noaba
called Noa
posts Thirty-six frames; Out of focus on purpose; The wedding I missed
51 >comment/question @1 Asked whether she knows it before or after.
53 <comment “After. But my hands know before.”
170 >link @2 Linked “The wedding I missed” under the piece on absent friends.

= João Antunes / Regular / gardens, radio
born 1969-09-09
at https://ondacurta.example
mail joao@ondacurta.example
phone +1 202 555 0177
called João
via Ana Duarte
posts A rádio na horta; Antenas e feijões; Watering by moonlight
10 >comment @1 The bean antenna works for me too, if one counts Portugal as near.
11 <comment He counts Portugal as near.
92 >email/sorry I had promised the cable by May. Said so, said sorry, sent it.
91 <email/thanks The cable came with its own beans, he writes. I do not remember packing beans.

= Katarzyna Zając / Regular / css, forum
at https://kaskada.example, https://forum.example/u/zajac
mail kasia@kaskada.example
aka Kasia
called Kasia
posts Specificity and sorrow; A grid for Grandma; Undo everything
7 >forum/help Her layout jumped when the scrollbar came. So had mine; sent the two lines.
7 <forum/thanks “Two lines. I had forty.” She kept one of the forty, for memory.
6 >forum Told her to keep that one where she can see it.
48 kept Look over the farewell once more
83 <dm/question How does one leave a project kindly? We wrote it together, four sentences.
82 >dm The fourth sentence was the hard one.
220 >comment/congratulations @1 Her grandmother uses the grid for seeds. I asked for a picture
  and got three.

= Hồng Nguyễn / Regular / tea, photo
born 1995-02-03
at https://mottachtra.example
mail hong@mottachtra.example
called Hồng
posts Một tách trà; Hẻm nhỏ; The glass on the stairs
61 <email She is moving the shop two doors down, the stairs come with her.
60 >email/congratulations Wished the new door well.
62 >email/question Asked who carries the stairs.
144 >comment/thanks @2 Thanked her for the glass. It has a chip exactly where she wrote it would.

= Grace Whitlock / Regular / letters, harbour
born 1949-12-12
mail grace@postoffice.example
phone +44 7700 900 461 (home)
called Grace
met She ran the post office on the island, and read only the postcards, she says.
+5 owe Send the picture of the pier in large print
18 >call Called about the parcel and stayed for the whole history of the pier.
19 <email She types in capitals when she is pleased. THE MARMALADE HAS SET.
107 >in_person Carried coal, was paid in marmalade.
230 note No web page, no feed. She likes the telephone before noon, and a postcard after any
  journey.
+1 todo Telephone before noon
+21 todo Postcard from wherever I am

= Marek Dvořák / Regular / maps, photo
at https://zelenacesta.example
mail marek@zelenacesta.example
called Marek
posts Zelená značka; Signposts facing away; A rucksack list
78 >comment @1 Found one of his signposts facing away on our own hill. Sent him the picture.
77 <comment He knows the man who turned it.
76 >comment/talk Sent my regards to the man.
165 >link @0 Linked the green trail from the gazetteer.

= Zahra Karimi / Regular / books, tea
born --03-21
at https://chaiosher.example
mail zahra@chaiosher.example
called زهرا
aka زهرا کریمی
posts چای و شعر; شب بلند; A poem under the saucer
27 >email/thanks شب یلدا مبارک, a little early. She forgave the calendar and the spelling.
26 <email She sent the poem under the saucer, in two alphabets.
25 >email/thanks Learned the first line by heart and told her where I breathe.
148 >comment/question Asked what the poet drank. Opinions differ, she says, loudly.

= Pádraig Ó Súilleabháin / Regular / radio, letters
born 1962-03-17
at https://gearrthonn.example
mail padraig@gearrthonn.example
called Pádraig
posts An Ghearrthonn; Weather for those at sea; The spare valve
32 <call He rang from the mast. “Can you hear that?” I could hear wind, and him, happy.
14 >email Sent the spare valve, wrapped in three of my drafts.
122 >comment @1 Said the forecast from the rocks made me put on a coat indoors.

= Lívia Szabó / Regular / gardens
at https://kertnaplo.example
mail livia@kertnaplo.example
called Lívia
posts Kertnapló; The fence and I; Hedgehog hotel, reviews
56 >comment @2 Left a review at the hedgehog hotel: quiet, leaves fresh, breakfast late.
55 <comment The management thanks for the review and denies the breakfast.
54 >comment Withdrew the remark about the breakfast.
"""
