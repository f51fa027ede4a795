// An English article of 1,500 words: what most pages are to this extension, a page in another language.
const PLACES = ['harbour', 'valley', 'old market', 'northern quarter', 'river mouth', 'railway yard'];
const PEOPLE = [
  'the surveyors',
  'two engineers',
  'the harbour master',
  'local shopkeepers',
  'a retired pilot',
];
const DEEDS = [
  'walked the length of the quay before sunrise and counted the boats that were still afloat',
  'agreed that the new timetable would have to wait until the bridge had been inspected',
  'asked for the figures of the last ten years to be published in full, with their sources',
  'said that the cost of the work had been underestimated by a third, and not for the first time',
  'remembered a winter when the water had stood as high as the second step of the town hall',
  'preferred the older plan, which kept the trees along the avenue and moved the tram stop instead',
];
const ENDINGS = [
  'Nobody in the room objected.',
  'The vote is expected in the spring.',
  'A copy of the report hangs beside the ferry office, where few people stop to read it.',
  'By noon the fog had lifted and the argument had moved on.',
];

/** HTML of the article; the same at every call. */
export function englishArticle(words = 1_500): string {
  let seed = 7;
  const pick = (list: readonly string[]) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return list[seed % list.length]!;
  };
  const paragraphs: string[] = [];
  for (let count = 0; count < words; ) {
    const sentences: string[] = [];
    for (let i = 0; i < 3; i++) {
      const people = pick(PEOPLE);
      sentences.push(
        `In the ${pick(PLACES)}, ${people} ${pick(DEEDS)}, while ${pick(PEOPLE)} ${pick(DEEDS)}. ${pick(ENDINGS)}`,
      );
    }
    const text = sentences.join(' ');
    paragraphs.push(`<p>${text}</p>`);
    count += text.split(' ').length;
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The quay that would not wait</title><style>body{font:17px/1.6 serif;max-width:42em;margin:2em auto}</style></head><body><header><nav><a href="#a">News</a> <a href="#b">Business</a> <a href="#c">Culture</a></nav></header><main><article><h1>The quay that would not wait</h1>\n${paragraphs.join('\n')}\n</article></main><footer>© 2025</footer></body></html>`;
}
