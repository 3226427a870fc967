/**
 * The translator's proof as one HTML file, for whoever reads on a telephone or sends it on: what the paper has, with
 * language and direction on every passage. It needs no script, no network and no other file: pictures and, where they
 * are small enough to mail, the fonts of the language are inside.
 */
import type { Direction, LanguageTag } from '../core/language.js';
import type { Passage } from '../lint/passage.js';

export interface HtmlProof {
  readonly language: {
    readonly tag: LanguageTag;
    readonly name: string;
    readonly english: string;
    readonly direction: Direction;
  };
  readonly title: string;
  readonly version: string;
  readonly code: string;
  /** Namespace → what it is called. */
  readonly headings: ReadonlyMap<string, string>;
  readonly passages: readonly HtmlPassage[];
  readonly missing: readonly { readonly id: string; readonly source: string }[];
  /** PNGs of the sides. */
  readonly pictures: readonly { readonly side: string; readonly png: Uint8Array }[];
  /** In order of preference; those with bytes are put into the file. */
  readonly fonts: readonly { readonly family: string; readonly bytes?: Uint8Array }[];
}

export interface HtmlPassage extends Passage {
  readonly side?: string | undefined;
  readonly comments: readonly { readonly comment: string; readonly by: string }[];
}

export function proofHtml(proof: HtmlProof): string {
  const { language, title, version, code, passages, missing, pictures, fonts } = proof;
  const head = `${language.english}: ${title}`;
  return `${[
    '<!DOCTYPE html>',
    '<html lang="en" dir="ltr">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(`${head} · proof ${code}`)}</title>`,
    `<style>${fonts.map(fontFace).join('')}${STYLE}.own{font-family:${fonts.map((f) => `"${f.family}"`).join(',')},sans-serif}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${escapeHtml(language.english)} <span class="own" lang="${language.tag}" dir="${language.direction}">${escapeHtml(language.name)}</span></h1>`,
    `<p>${escapeHtml(title)}. ${passages.length} sentences, text version ${escapeHtml(version)}.</p>`,
    `<p class="code">Code of this proof: <strong>${code}</strong></p>`,
    '<ol class="how">',
    '<li>Read each sentence in your language, aloud, before you look at the English. Does it say the same, no more and no less? Every “not”, every number?</li>',
    '<li>Note the numbers that are not right, and what they should say.</li>',
    '<li>Look at the pictures: is anything cut off, in the wrong order, or in letters that nobody reads?</li>',
    `<li>Say who you are with a role or a pseudonym: <code>kyr locale sign ${language.tag} --code ${code} --state reviewed --role "…"</code>, and <code>--except</code> with the numbers that are not right. This code counts for exactly these sentences.</li>`,
    '</ol>',
    '</header>',
    '<main>',
    ...(pictures.length === 0
      ? [
          '<p><strong>There is no picture of the flyer: it cannot be set before every sentence is there and fits.</strong></p>',
        ]
      : [
          '<section class="pictures" aria-label="The flyer">',
          ...pictures.map(
            ({ side, png }) =>
              `<figure><img src="data:image/png;base64,${base64(png)}" alt="The ${side} of the flyer in ${escapeHtml(language.english)}, as a draft. Its sentences follow as text."><figcaption>${side}</figcaption></figure>`,
          ),
          '</section>',
        ]),
    ...sections(proof),
    ...(missing.length === 0
      ? []
      : [
          '<section>',
          '<h2>Not translated yet, and not part of this proof</h2>',
          '<ul>',
          ...missing.map(
            ({ id, source }) => `<li>${escapeHtml(source)} <span class="id">${escapeHtml(id)}</span></li>`,
          ),
          '</ul>',
          '</section>',
        ]),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function sections({ passages, language, headings }: HtmlProof): string[] {
  const lines: string[] = [];
  let namespace = '';
  for (const [index, passage] of passages.entries()) {
    if (passage.namespace !== namespace) {
      if (namespace !== '') lines.push('</section>');
      namespace = passage.namespace;
      lines.push('<section>', `<h2>${escapeHtml(headings.get(namespace) ?? namespace)}</h2>`);
    }
    lines.push(...article(passage, index + 1, language));
  }
  return namespace === '' ? lines : [...lines, '</section>'];
}

function article(passage: HtmlPassage, number: number, { tag, direction }: HtmlProof['language']): string[] {
  const { id, source, text, back, side, notes, terms, comments } = passage;
  return [
    `<article id="n${number}">`,
    `<h3>${number} <span class="id">${escapeHtml(id)}${side === undefined ? '' : ` · ${side}`}</span></h3>`,
    '<div class="pair">',
    '<div>',
    `<p class="source" lang="en" dir="ltr">${escapeHtml(source)}</p>`,
    back
      ? `<p class="under"><b>${back.outdated ? 'Read back, against an earlier English' : 'Read back'}:</b> ${escapeHtml(back.text)}</p>`
      : '<p class="under">Nobody has read it back yet.</p>',
    ...notes.map((note) => `<p class="under">${escapeHtml(note)}</p>`),
    ...(terms.length === 0
      ? []
      : [
          `<p class="under">Words for it: ${terms
            .map(
              ({ term, words }) =>
                `${escapeHtml(term)} ${words.map((word) => `<bdi class="own" lang="${tag}" dir="${direction}">${escapeHtml(word)}</bdi>`).join(', ')}`,
            )
            .join('; ')}</p>`,
        ]),
    ...comments.map(
      (c) => `<p class="under"><b>Asked by ${escapeHtml(c.by)}:</b> ${escapeHtml(c.comment)}</p>`,
    ),
    '</div>',
    `<p class="own text" lang="${tag}" dir="${direction}">${withPlaceholders(text)}</p>`,
    '</div>',
    '</article>',
  ];
}

/** What is filled in is English, and keeps its own order. */
const withPlaceholders = (text: string): string =>
  text
    .split(/(\{\{[^}]*\}\})/)
    .map((piece) =>
      piece.startsWith('{{') ? `<bdi lang="en" dir="ltr">${escapeHtml(piece)}</bdi>` : escapeHtml(piece),
    )
    .join('');

const fontFace = ({ family, bytes }: HtmlProof['fonts'][number]): string =>
  bytes === undefined
    ? ''
    : `@font-face{font-family:"${family}";src:url(data:font/ttf;base64,${base64(bytes)})}`;

const STYLE = `
:root{color-scheme:light}
body{margin:0 auto;padding:1.5rem;max-width:60rem;font:1rem/1.5 "Noto Sans",system-ui,sans-serif;color:#111;background:#fff}
h1{font-size:1.8rem;margin:0}
h1 .own{font-weight:400}
h2{border-top:2px solid #111;padding-top:.5rem;margin-top:2.5rem;font-size:1.2rem}
h3{margin:0;font-size:1rem}
.code strong{font-size:1.5rem;letter-spacing:.05em;white-space:nowrap}
.how{padding-inline-start:1.4rem}
code{white-space:nowrap}
.how>li>code:first-of-type{display:block;overflow-x:auto}
.id{font-weight:400;font-size:.8rem;color:#555}
article{border-bottom:1px solid #ccc;padding:.7rem 0;break-inside:avoid}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}
.pair p{margin:.1rem 0}
.under{font-size:.85rem;color:#333}
.text{font-size:1.25rem;line-height:1.7;overflow-wrap:break-word}
:lang(ur).text{line-height:2.4}
.pictures{display:flex;flex-wrap:wrap;gap:1rem}
figure{margin:0;flex:1 1 18rem}
img{width:100%;height:auto;border:1px solid #999}
@media(max-width:36rem){.pair{grid-template-columns:1fr;gap:.5rem}}
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c]!);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
