/**
 * The families that the tool ships, each pinned to one npm package by version and checksum.
 *
 * To add a family or move to a newer version: change this table, run `npm run fonts`, look at the result.
 * A package whose checksum is not yet known: the error message says what was found.
 *
 * @typedef {object} Family
 * @property {string} family the family's name; without spaces it is the stem of its files
 * @property {string} package npm package
 * @property {string} version exact
 * @property {string} integrity SHA-512 of the tarball, as in a package-lock
 * @property {string[]} scripts ISO 15924: what it is meant for. Hans, Hant, Jpan and Kore are four scripts here:
 *   the same code point has a national form, so none stands in for another. Aran is Arabic in the Nastaliq style.
 * @property {string} [cutBold] the national character set that the Bold is cut to
 */

/** @type {Family[]} */
export const FAMILIES = [
  {
    family: 'Noto Sans',
    package: '@expo-google-fonts/noto-sans',
    version: '0.4.2',
    integrity:
      'sha512-zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFaXwVPnPw==',
    scripts: ['Latn', 'Grek', 'Cyrl'],
  },
  {
    family: 'Noto Sans Arabic',
    package: '@expo-google-fonts/noto-sans-arabic',
    version: '0.4.3',
    integrity:
      'sha512-YvtxyuegxPegu2g5urXJ+gQxRp8i798nQswTmEjwXOWR/fqy0Gvey6h5IoNRBrc43SxRxPezqCiR9ivpfPAXSg==',
    scripts: ['Arab'],
  },
  {
    family: 'Noto Nastaliq Urdu',
    package: '@expo-google-fonts/noto-nastaliq-urdu',
    version: '0.4.2',
    integrity:
      'sha512-ciSPIxljdusLFb66Ov5uP8vXNuP2/CPAxwHqF2lIHqQwxZ8YtYf1B9VGiK0hcwp4XqmX6/hog8QNgViWoY9KGg==',
    scripts: ['Aran'],
  },
  {
    family: 'Noto Sans Hebrew',
    package: '@expo-google-fonts/noto-sans-hebrew',
    version: '0.4.1',
    integrity:
      'sha512-NR3vP6GT/hSINLrk4JHJBQnuzh/C1mlMrphNlI2dQaO53a3oTjSRoG4JyYb1B6bHadjsGh0wPZbT4kMJBKjT/w==',
    scripts: ['Hebr'],
  },
  {
    family: 'Noto Sans Bengali',
    package: '@expo-google-fonts/noto-sans-bengali',
    version: '0.4.4',
    integrity:
      'sha512-Ya58tLTEdP4P5EF3ZXTM829/g57mbfW8OrD16MMZr2sC3nIKItl/3J9tZlk1nrtqfFGzIgxb+zt/hLjAaTAQgQ==',
    scripts: ['Beng'],
  },
  {
    family: 'Noto Sans Devanagari',
    package: '@expo-google-fonts/noto-sans-devanagari',
    version: '0.4.1',
    integrity:
      'sha512-26boYPNKGP1r4R5MxsMAY/zCQOwiXLOJzX8sh1a2oEWyQurQsyniaCv4992c+9jjwshEEt2NNVv5GcnyzaL7QQ==',
    scripts: ['Deva'],
  },
  {
    family: 'Noto Sans Gurmukhi',
    package: '@expo-google-fonts/noto-sans-gurmukhi',
    version: '0.4.1',
    integrity:
      'sha512-yAaWoUawvVD/50HnZWN1lABWOy9eNcbS3i9bRjoXwEueaoI7E2dTd7liA2BcJ/uTkFUgYWd5QOjIfoCXnTo44Q==',
    scripts: ['Guru'],
  },
  {
    family: 'Noto Sans Tamil',
    package: '@expo-google-fonts/noto-sans-tamil',
    version: '0.4.3',
    integrity:
      'sha512-1TBkwJ8gJPnt1UIC+um987hYb/QmRDATGKbtwDW6dajISxr8b7+EVjwMESMJaQxfNS8VWE4IBT2jYmpBGw4D+w==',
    scripts: ['Taml'],
  },
  {
    family: 'Noto Sans Thai',
    package: '@expo-google-fonts/noto-sans-thai',
    version: '0.4.2',
    integrity:
      'sha512-PGBBBDGfJJ/5y2hNweLBZWD4YmVT4uOO4chsOPXyl0TktaBJamDKVKv/WbGiDTeBGdkegLiytsWo+lhnkHP5qA==',
    scripts: ['Thai'],
  },
  {
    family: 'Noto Sans Lao',
    package: '@expo-google-fonts/noto-sans-lao',
    version: '0.4.2',
    integrity:
      'sha512-gM/grIG03BWSk8lqiR1IC7WHpGH/8TrvwU0ZjEvs236YiN0LK2qQythq6lqcJbENo/0HMxdk13n35yhqnHVJ8g==',
    scripts: ['Laoo'],
  },
  {
    family: 'Noto Sans Khmer',
    package: '@expo-google-fonts/noto-sans-khmer',
    version: '0.4.3',
    integrity:
      'sha512-vBG7J/w4j+tPTPA53a43zb/s/K3AjHRTDbEG4omn/xs4dThknBh4aVRJ4zwROLy7OeZnhQPDkGRUEPAi8C/btg==',
    scripts: ['Khmr'],
  },
  {
    family: 'Noto Sans Myanmar',
    package: '@expo-google-fonts/noto-sans-myanmar',
    version: '0.4.2',
    integrity:
      'sha512-qG8DHmy+7xFvW5z8lN3r5jjEXoQBhjpjoxXR/Y8/WcywirPIBZnFpAy5IlwCRSobJdCw3+i7gvmIz1bl6mp7bg==',
    scripts: ['Mymr'],
  },
  {
    family: 'Noto Sans Armenian',
    package: '@expo-google-fonts/noto-sans-armenian',
    version: '0.4.2',
    integrity:
      'sha512-AHnwnabRI64hwenSeePxp2TICbYK6Wg56o2y5shFTLWLWzwnPXv30r4LGy6NQYk9PliXizDU9Qeyvob6e3tsgQ==',
    scripts: ['Armn'],
  },
  {
    family: 'Noto Sans Georgian',
    package: '@expo-google-fonts/noto-sans-georgian',
    version: '0.4.3',
    integrity:
      'sha512-qvQ/DE/F10hZPD/vYSm68aNWjOLyxGrCC3NzZR3L0RWpo2njqePvNjXcAcR9yvLwrREOmlWGtUD7GTAuIjlkzA==',
    scripts: ['Geor'],
  },
  {
    family: 'Noto Sans Ethiopic',
    package: '@expo-google-fonts/noto-sans-ethiopic',
    version: '0.4.2',
    integrity:
      'sha512-puS0u1/7b0kZ6fqOYaSlCdai8zHuD9CQY2qlyJEtYzUC5Nd1fH3QENmQc0a1Gcqe0q9s3n7440eNJSLK2mGouw==',
    scripts: ['Ethi'],
  },
  {
    family: 'Noto Serif Tibetan',
    package: '@expo-google-fonts/noto-serif-tibetan',
    version: '0.4.2',
    integrity:
      'sha512-e3PdLzPldwsirxE0xUN3IQ69XG6QOTQT1jxm2AnB3RrYPHLC+043AM4VZCkYXfepr1oPqK4caEKkuXyehF6y5Q==',
    scripts: ['Tibt'],
  },
  {
    family: 'Noto Sans Adlam',
    package: '@expo-google-fonts/noto-sans-adlam',
    version: '0.4.1',
    integrity:
      'sha512-igxXtI8Q4WtmnB0+xEZGkwyPXdR2BZ/nwxWTQWHYJOgvCJQMVb+GpnkncVpQVwQJAzpR2gBs4w79vFDIEA2DFQ==',
    scripts: ['Adlm'],
  },
  {
    family: 'Noto Sans SC',
    package: '@expo-google-fonts/noto-sans-sc',
    version: '0.4.3',
    integrity:
      'sha512-9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==',
    scripts: ['Hans'],
    cutBold: 'GB 2312',
  },
  {
    family: 'Noto Sans TC',
    package: '@expo-google-fonts/noto-sans-tc',
    version: '0.4.3',
    integrity:
      'sha512-69XAOTLPz0WlAxL6qJEKlDMxHsBd4J1M39HjV0gPF2o1xWVALOsVWvDgistnecVockA9wbU/tH5C/gyS2PdnHg==',
    scripts: ['Hant'],
    cutBold: 'Big5',
  },
  {
    family: 'Noto Sans JP',
    package: '@expo-google-fonts/noto-sans-jp',
    version: '0.4.3',
    integrity:
      'sha512-Fl+Z6vtD24HFAYsvzB0S9Nery1ly16B9PesdY0wBd+wEHAvkNglnkTUspU0HqGOubkmoa8zusJrKv6vDx1o70A==',
    scripts: ['Jpan'],
    cutBold: 'JIS X 0208',
  },
  {
    family: 'Noto Sans KR',
    package: '@expo-google-fonts/noto-sans-kr',
    version: '0.4.3',
    integrity:
      'sha512-EVS/uJPcf1TgJtjmQmrFr0oGdcl7ml09CSu0E/AyGzR0UfzdR2pBbzWWPsnuzZiGUl643ODYwYiXK5+B+fLjhQ==',
    scripts: ['Kore'],
    cutBold: 'KS X 1001',
  },
];

/** Every family comes in these. */
export const WEIGHTS = [
  { name: 'Regular', weight: 400 },
  { name: 'Bold', weight: 700 },
];
