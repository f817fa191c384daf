"""The made-up journal: acquaintances, and people without a plan. How: see `demo_script`."""

PEOPLE = """
= Noor van Dijk / Acquaintance / books
born 1987-07-07
at https://leeslijst.example
mail noor@leeslijst.example
called Noor
via Kwame Mensah
posts The shelf above the door; Lent and not returned; Boeken voor de regen
1 >comment/thanks @1 Thanked her for “Lent and not returned”. Put three parcels on the table by
  the door.
104 <email She has catalogued what she has lent to me. It is a long e-mail.
+3 owe Send the reading list

= Priya Raman / Acquaintance / css
born 1992-10-20
at https://flexwrap.example, https://code.example/@priya
called Priya
met She answered a question of mine at two at night, and asked why I was awake.
posts Wrap; The colour of disabled; A form that forgives
4 >comment/question @2 Asked what a form should say when nothing is wrong.
5 <comment “Nothing.” It took me a day to see that this was the whole answer.
160 <mention She put my error page in her collection of polite machines.

= Παύλος Νίκου / Acquaintance / forum, letters
at https://grammata.example, https://forum.example/u/pavlos
mail pavlos@grammata.example
called Παύλε
posts Γράμματα σε ξένους; Το φανάρι; A stamp with a ship
66 >forum/thanks Ευχαριστώ: he translated the house rules without being asked.
67 <forum Found that rule four says the opposite in Greek, and likes it better.
190 >email/question Asked whose ship it is on the stamp. His uncle’s, nearly.

= 김민서 / Acquaintance / photo
at https://golmok.example
mail minseo@golmok.example
called 민서 씨
posts 골목 사진; 비 오는 날; The last phone booth
96 >comment @2 The last phone booth has a plant in it now. So does ours.
98 <comment 정말요? She asked for a picture of ours, and framed the two together.

= Matteo Ricci / Acquaintance
at https://cartesegrete.example
mail matteo@cartesegrete.example
called Matteo
added 12
posts Carte segrete; The drawer
11 note Found through Łukasz. Writes about paper, rarely and very well. Say hello before the
  month ends.
+14 todo Say hello

= Sean Gallagher / No plan / radio
at https://longwave.example
called Sean
posts Long wave, short patience; The transmitter on the hill
380 >comment/congratulations @1 The transmitter is listed now. He fought for it eleven years.
382 <comment He invited everybody who had ever complained about it.

= अनन्या शर्मा / Acquaintance / books, tea
born 1998-08-15
at https://chaiaurkitab.example
mail ananya@chaiaurkitab.example
called अनन्या
posts चाय और किताब; पहली बारिश; The library on a bicycle
57 >comment/thanks धन्यवाद for the story of the library on a bicycle. I have told it three times
  since.
58 <comment She says the bicycle has a second library on it now, for people who return the first.
210 >link @2 Linked the bicycle from “Places I have not seen”.

= 陈静 / Acquaintance / tea, letters
born 1975-02-05
at https://jingshu.example
mail jing@jingshu.example
called 陈静
posts 静书; 雨前茶; Ink that dries slowly
113 >email/talk 谢谢你的信。 Three months late, and she says ink does not mind.
116 <email 她写道：墨水不着急。

= Eszter Fekete / Acquaintance / knitting
at https://fonal.example
called Eszter
posts Fonal; The jumper that grew
81 >comment/sorry Sorry for the joke about nylon. It was her mother’s factory.
80 <comment She laughed about it, but she did say it. Noted.
79 note Nylon is not a joke here.
78 >comment/thanks Thanked her for saying so.

= Oluwaseun Adebayo / Acquaintance / radio, forum
at https://forum.example/u/seun
called Seun
posts Batteries; A mast of bamboo
35 <forum/question Wants to know whether the beacon recording may be played in class. I must ask
  Ken first.
120 >forum/help Sent the circuit with the resistor the right way round this time.

= Émilie Tremblay / Acquaintance / gardens, tea
born --08-08
at https://tisane.example
mail emilie@tisane.example
called Émilie
posts Tisane; Le jardin sous la neige; Drying rack, second attempt
72 >comment @2 Told her about the window and the string. She is on the third attempt.
71 <comment Le troisième tient. It holds.
70 >comment/congratulations Félicitations. Mine has come down again.

= Bogdan Ionescu / Acquaintance / maps
at https://hartaveche.example
mail bogdan@hartaveche.example
called Bogdan
posts Harta veche; The village that moved
170 >email/question Asked whether the village took its name along. It left it with the mill.
171 <email He sent both sheets, before and after, with the mill marked in red.

= Thandiwe Nkosi / Acquaintance / gardens, books
born 1980-09-24
at https://aloe.example
mail thandi@aloe.example
aka Thandi
called Thandi
posts Aloe; Shade as a guest room; What grows in a tyre
38 >comment/congratulations @1 “Shade as a guest room” got its prize. I had only read it eight
  times.
37 <comment/thanks She remembers which of the eight I wrote about.
36 >comment Confessed that it was the seventh.

= Wiremu Parata / Acquaintance / harbour, radio
at https://moana.example
mail wiremu@moana.example
called Wiremu
posts Tides, spoken; A boat with a library card
129 >comment @1 Put the boat with a library card in the letter to Delphine’s reading group.
131 <comment Kia ora. The boat has returned everything except one atlas.

= Дмитрий Лавров / Acquaintance / photo
at https://plyonka.example
called Дмитрий
posts Плёнка; The lab under the stairs
90 >email/thanks Спасибо. He developed the roll that had lain in my drawer for twelve years.
89 <email There is a dog on every frame. I never had a dog.
88 >email Asked him to greet the dog.

= Carmen Ibáñez / Acquaintance / bread
born 1964-11-30
at https://migas.example
mail carmen@migas.example
called Carmen
posts Migas; The oven we share; Crumbs for whom
33 <comment/question She asks if she may translate the piece on the shared oven. Of course she
  may; tell her.
88 >comment @1 Told her that our street once had one, where the chemist is.

= Lars Østergaard / Acquaintance / css, maps
at https://gitter.example
called Lars
posts Gitter; Eight columns of sea
58 >forum Showed him the grid that folds at the date line. He had an island exactly there.
230 <comment Found the off-by-one in my calendar with a single glance.

= Mariam Gelashvili / Acquaintance / bread, letters
at https://tone.example
mail mariam@tone.example
called მარიამ
aka მარიამ გელაშვილი
posts თონე; Bread shaped like a canoe
147 >email/talk გმადლობთ. She taught me the word and the sleeve to protect while baking.
149 <email The canoe loaf is not a joke, she explains, but one may smile.

= Նարեկ Պետրոսյան / Acquaintance / books
at https://ejer.example
called Նարեկ
posts Էջեր; A page a day
118 >comment/thanks Շնորհակալություն for page 212. I had been waiting for it since page 40.

= สุดา แสงทอง / Acquaintance / tea, gardens
at https://suan.example
called สุดา
posts สวนหลังบ้าน; Basil in a teapot
68 >comment @1 The basil in the teapot has moved into the kettle here.
69 <comment ขอบคุณค่ะ. “Do not make tea in it for some days.”

= Flo 🌻 / Acquaintance / gardens
at https://sunnyside.example, https://moss.example/@flo
aka Florian Gärtner (former)
called Flo 🌻
posts 🌻 by 🌻; A fence is a shelf
9 >dm 🌱 for 🌻: swapped six seeds for a drawing of six seeds.
8 <dm The drawing has come up first, says the picture.
8 >dm Said that mine needs a bigger frame already.

= Theodora von und zu Hohenfeld-Wachtelstein-Brandenbusch / Acquaintance / letters, harbour
at https://correspondence.example/from/a/house/with/too/many/clocks/and/one/very/patient/dog
mail theodora@correspondence.example
called Theodora
title Keeper of the clocks
works The Society for the Preservation of Tower Clocks and Other Public Reminders
posts A house with too many clocks; Eleven minutes past
91 >email/talk Answered her eleven pages with four, and a promise not to count.
92 <email Her dog dislikes the half-hour, and so, in time, does everybody.

= Li Wei / No plan / css
at https://liwei.example
called Wei
posts Small caps
410 >comment/thanks @0 Thanked him for small caps that are not just small.

= Ayesha Siddiqui / No plan / books
mail ayesha@shelf.example
called عائشہ
260 <email شکریہ. She found the second volume through my post, and wrote only to say so.
259 >email/thanks Wrote back only to say that it made my week.

= Ray / No plan
500 note Repairs the bicycle, reads the blog, denies it.
500 >in_person/thanks Thanked him for the wheel. He quoted my own post at me and then denied it.

= Hana Kovář / No plan / forum
at https://forum.example/u/hana
called Hana
301 <forum/sorry She said sorry for the thread about commas.
300 >forum Told her it is the only one I have kept.

= The Thursday Table / No plan / bread, books
met Six people, one table, the back room of the bakery.
7 >in_person Read the first page of the harbour essay aloud. Silence, then bread, then four good
  questions.
49 >in_person Everyone brought one sentence. Mine was too long and was passed around twice.

= Inés Villalobos / No plan / photo
at https://cuartooscuro.example
called Inés
away 120
posts Cuarto oscuro
460 >comment @0 Wrote under her last post. She has closed the darkroom; it says so in the picture.
459 note Put away for now, at her wish: no more letters about photographs.

= Gunther Abel / No plan / forum
at https://forum.example/u/gabel
called Gunther
away 300
600 <forum He called the house rules “a doily”.
599 >forum/talk Answered once, calmly, and left it there.
598 note Enough. I wish him well from here.

= Petra Hollander / Acquaintance / knitting
mail petra@hollander.example
called Petra
binned 5
330 <email/question Whether I take paid posts. I do not.
329 >email Said no, kindly, with the reasons.

= Samir Nassar / Regular / radio
at https://nightferry.example
mail samir@nightferry.example
called سمير
pause +25
posts The night ferry; Songs for engines
48 note He is at sea until the end of next month, without a network. Let him rest.
60 >email/talk Wished him a flat sea and a boring cook.
61 <email مرحبا. He leaves with forty songs and one spare shirt.

= Bo Lindqvist / Acquaintance / maps
at https://skarva.example
called Bo
muted
posts Skarvor; Islands too small to name
200 >comment @1 Asked which island was too small even for that list.
201 <comment “The one I was standing on.”

= Elif Arslan / Acquaintance / css, photo
added 20
at https://golgeler.example
mail elif@golgeler.example
posts Gölgeler

= Ngaio Rangi / Regular / gardens, letters
added 9
at https://fernhouse.example
called Ngaio
posts Fern house
9 note Came by way of Wiremu. Writes letters to plants. Begin with the one to the fern.

= Tomás Ribeiro / No plan / forum
added 33
mail tomas@mooring.example

= Zoë Papadaki / Acquaintance / photo, books
born --01-01
added 45
at https://contactprints.example
called Zoë
posts Blueprint of a leaf

= Abdullah Rahmani / Regular / letters
cadence 30
at https://waraq.example
mail abdullah@waraq.example
called عبد الله
posts ورق; A kite of newspaper
24 >email/thanks Wrote شكرا جزيلا. His kite flew here, for a minute, with the weather page outside.
25 <email The minute counts, he writes; the record in his street is two.
"""

SHARED = """
7 >email/introduction Mara Lind; Delphine Aubert: The harbour essay meets a reading group. I
  only held the door.
30 >in_person Ana Duarte; Beatriz Prado; João Antunes: Seed evening in the back room. Four kinds
  of beans changed owners, and one secret.
44 >email/thanks Kwame Mensah; Katarzyna Zając; Tom Okafor: Thanked the three for the long night
  with the forum’s upgrade.
85 <email/question Łukasz Wójcik; Jonas Weber; Marek Dvořák: They ask whether the gazetteer may
  grow a fourth column. It may.
84 >email/talk Łukasz Wójcik; Jonas Weber; Marek Dvořák: Said yes, with one condition: names of
  small woods come first.
126 >call 佐藤 健; Pádraig Ó Súilleabháin; Chidi Eze: Four kitchens, one frequency, and
  for eleven seconds everybody heard everybody.
181 >link Ingrid Solheim; Rosa Quispe; Siân Ffransis; Eszter Fekete: “Four needles, one
  pattern”: told each of them in their own words that they are in it.
275 >in_person Mara Lind; Mehmet Şahin; Grace Whitlock: The pier at low water, with tea.
352 >mention Yusuf Demirci; Aylin Kaya; Carmen Ibáñez: Named the three in the list of bread that
  travels.
505 >in_person Ana Duarte; Mara Lind: Introduced them at the market. They spoke for three hours
  about rust.
"""

LONG_NOTE = """# How I would like to write to Mara

She reads everything twice and forgets nothing, so *short* is kinder than *complete*.

- **Begin** with the water, never with the work.
- Say what a text did, not whether it is good.
- If I am late, say so once. Do not explain.

## What she has taught me

1. An inventory can be a love letter ([Ropes](https://harbourletters.example/ropes)).
2. Fog is not the absence of a view. It is a view of fog.
3. One may end on an object, if somebody has touched it.

> “You can write to me about anything that floats.”

The harbour plan from 1911 shows a basin that was never dug. She calls it *the other harbour*, and
half of her essays happen there. When a new one comes out I look at the plan first and try to guess
where she stood. I have been right twice.

Things not to ask: the shipyard years. Things always welcome: gulls, ledgers, handwriting on crates,
the names of boats that were renamed. Her father’s boat had four names. She has told me three.
"""
