"""The made-up journal: the people who are closest. How it is written: see `demo_script`."""

PEOPLE = """
= Ana Duarte / Inner / gardens, feeds
born --05-03
at https://quietgardens.example, https://moss.example/@ana
mail ana@moss.example
called Ana
met She left the first comment my blog ever had, on the post about watering by hand.
posts On quiet gardens; Seed lists for a small balcony; A bench for one; What the snails left
own Answers: at weekends
own Pronouns: she/her
lives Évora, Portugal
16 <comment Your note on slow feeds made me rewrite my sidebar.
16 >comment Told her that hers had made me rewrite mine.
21 note Moving to Évora in spring; the balcony becomes a yard. She is counting pots already.
25 >comment/thanks @2 Thanked her for the seed swap link; two people wrote me because of it.
34 kept Send the moss book title
71 <email/thanks Two neighbours found her through my post, one of them with a lemon tree to give
  away.
73 >link @3 “A bench for one”, in Reading for slow weeks.
130 >comment/question @1 Asked how she keeps a path between the beds without laying stones.
128 <comment She wrote a whole answer: straw, patience, and a cat that walks the same way every
  day.
240 >email/sorry I had credited her photograph to somebody else. Corrected it and told her first.
239 <email “It happens, and you wrote before I had noticed.” Relieved.
420 note She likes short comments on the page itself, and answers at weekends. Never before
  coffee.
+5 todo Ask how the yard looks, and whether the lemon tree came along
+12 todo[every 6 weeks*] Read her newest three posts in one sitting

= Mara Lind / Inner / harbour
born 1979-09-14
at https://harbourletters.example, https://tide.example/@mara
mail mara@harbourletters.example (home), lind@ferry.example (work)
phone +44 1632 960 117 (mobile)
called Mara
met On the boat to the islands. She was drawing the crane, I was seasick.
posts The crane that stayed; Eleven kinds of fog; A pilot’s kitchen; Ropes, an inventory; Low
  water
own Pronouns: she/her
5 >comment/talk @1 The crane essay has a sister now; told her about the one at our old mill.
6 <comment She asked whether anybody still keeps a fog diary. I know one person.
19 >forum/sorry Sorry for the tone in the mooring thread. I had read it as an accusation; it was
  a question.
18 <forum “Thank you. I had it coming a little.” We are fine.
34 >dm Sent the scan of the 1911 harbour plan. She had been looking for the north basin for a
  year.
52 did Look for the fog diary at the library
80 >call An hour about how to end an essay. She ends on an object, I end on a person.
118 <email/help Would I read the long piece before it goes out? It is about her father’s boat.
115 >email/help Read it twice, sent nine notes, seven of them on the middle.
113 <email/thanks The middle is gone. She says it reads like rowing with the current now.
260 note **Boundaries**: no questions about the shipyard years, unless she begins.
390 >in_person Walked the whole mole with her and counted rings. Forty-one, two missing.
+0 owe Fix the dead link in the mooring post
+30 todo[monthly] Send her one photograph of water

= Łukasz Wójcik / Inner / maps
born +1 1986
at https://papierowemapy.example, https://code.example/@lukasz
mail lukasz@papierowemapy.example
phone +1 202 555 0143 (mobile)
called Łukasz
via Mara Lind
posts Folding a sheet of 1924; The blue of rivers; Nobody lives at the corner; Names of small
  woods
22 >comment/congratulations @0 His thousandth sheet is scanned. Said how much that quiet work
  means to me.
22 <comment He answered with a woodland nobody has named, and asked me to.
21 >comment Took a day to walk through it first. One should not name a wood from a desk.
31 note Named it *Las Bez Zegara*. He wrote it on his own copy in pencil.
64 >email/introduction Introduced Jonas to him: one draws maps with code, the other folds them.
61 <email They have been writing for three days, and now there is a spreadsheet of legends.
140 >call He called from a train along the Bug. We talked about why borders look thinner from
  there.
300 <comment Found a mistake in my gazetteer, kindly. Two villages had swapped their churches.
299 >comment/thanks Thanked him and put the churches back.
16 let Ask about the exhibition
+8 owe Print the Baltic sheet for him

= Beatriz Prado / Inner / gardens
born 1991-02-11
at https://hortaurbana.example
mail bia@hortaurbana.example
aka Bia
called Bia
via Ana Duarte
posts Compost in a wardrobe; Tomatoes against the law; A roof with three bees; My grandmother’s
  sieve
0 >comment @1 Asked which of the tomatoes came through the wind.
12 >comment @0 Told her the wardrobe trick works in a cold flat too, with less enthusiasm on the
  worms’ side.
13 <mention She named my page in her list of people who answer letters.
40 >email/help Offered to host the seed table while her server is down.
39 <email/thanks She took the offer for two weeks. Her thank-you came with a drawing of a radish.
95 note The roof has an owner again. She may have to move the beds by autumn; ask before
  praising the roof.
210 >link @1 Linked “Tomatoes against the law” from the piece on small disobediences.
+2 todo Ask whether the roof stays hers
+9 later Return the book about bees

= Yusuf Demirci / Inner / bread, radio
born 1974-12-24
at https://ekmekgunlugu.example
mail yusuf@ekmekgunlugu.example
called Yusuf
met A mistyped address: my invoice landed in his inbox, his recipe in mine.
posts Rye in a cold kitchen; Twelve ovens of our street; Salt is a clock
0 <message Tried the wholemeal again with my starter. “Yours is slower, like you.” I think that
  is praise.
0 >message Told him that I slow down for the crust.
1 >message/question Asked how long he lets it rest when the flat is at sixteen degrees.
13 >email/thanks The scraper arrived. Wrapped in a page of a radio magazine from 1962.
44 <call He called while kneading, I could hear the table. His son starts school.
150 >in_person Two loaves, one bench, three hours.
365 note He lost the shop lease that month. I wrote every second day; he said later that it
  mattered.
+6 todo[monthly] Bake something and tell him how it failed

= Siân Ffransis / Inner / knitting, letters
born --11-02
at https://gwlan.example, https://yarn.example/@sian
mail sian@gwlan.example
called Siân
met She corrected the Welsh in my footnote and then apologised for nine lines.
posts Socks for a lighthouse; Casting off; The wool of one valley; Letters to a moth
9 >email/talk Sent the photograph of the finished sleeve. It is too long, like all my sentences.
8 >email I forgot the attachment. Sent it again, with the other sleeve.
38 <email/question How do I write to somebody who stopped answering? I said: about the weather,
  and briefly.
75 <email It worked. Her cousin wrote back, two pages, on the weather.
170 >comment @2 Asked which of the four wools on the hill she would save.
40 did Return the needles
52 kept Read her chapter on moths
+16 todo Write before her reading, not after

= Kwame Mensah / Inner / forum, css
born 1988-03-30
at https://smallsites.example, https://forum.example/u/kwame
mail kwame@smallsites.example
called Kwame
posts A page that weighs nothing; Borders of one pixel; Why my menu is a list; The last table
  layout
3 >forum/help Answered his question about long names in narrow columns. Hebrew broke mine, so I
  had the scars.
3 <forum/thanks “That is the first answer that begins with a question.” He has marked it.
2 >dm Sent him a row of long names to try it on, mine among them.
28 >comment @0 Counted: my start page weighs forty times his. Took out two fonts the same evening.
60 <email/introduction He introduced me to Noor, who reads more than the two of us together.
190 note He handles the forum alone since the summer. Offer to moderate on Sundays, do not insist.
189 >dm/help Offered the Sundays.
187 <dm He took every other one. We split the spam by alphabet.

= עדי רוזן / Inner / letters, photo
born 1983-07-19
at https://mikhtavim.example
mail adi@mikhtavim.example
called עדי
posts מכתבים שלא נשלחו; חלון לחצר; The postman’s shadow
28 >email/talk Wrote about the courtyard photograph: the chair has moved since last year.
29 <email She says the chair moves by itself. The neighbours have stopped asking.
90 >comment/thanks תודה על המכתב. I practised that sentence for a week.
200 note Right to left is her first language and her joke about me. Keep a place for it on the
  start page.

= 佐藤 健 / Inner / radio, harbour
born 1970-01-08
at https://tanpa.example
mail ken@tanpa.example
called 健さん
posts 短波の夜; 港のラジオ; A receiver in the rain
4 <email 今朝、あなたの町の信号が聞こえました。 He heard our harbour beacon, four seconds, on short
  wave.
3 >email/thanks Played his recording to everybody in the kitchen. Twice.
55 >email/question Asked what he listens to when there is nothing. He listens to the nothing.
210 <comment He put my fog diary reader in touch with the keeper of a very old log.

= Delphine Aubert / Inner / books, letters
born 1966-10-05
at https://marges.example
mail delphine@marges.example
called Delphine
met At the book table in Lyon. We both wanted the same atlas, she let me have it.
posts Dans la marge; Lire debout; Une bibliothèque sans portes; Le dernier chapitre d’abord
2 <email/question She asks for three titles on waiting, for a reading group in a clinic.
1 >email Sent her two. The third has to be found first.
+2 owe The third title on waiting, for her reading group
15 >email Told her about the atlas: page 44 is coming loose, and it is the page with her town.
62 >link @2 « Une bibliothèque sans portes », in my list of places I have not seen.
61 <comment Merci for the link; she writes that four people came in asking for the door.
330 >call/sorry I had quoted a private letter. Took it down within the hour, and called her
  instead of writing.
329 note She forgave me faster than I did. **Ask before quoting.** Always, everybody, even praise.
"""
