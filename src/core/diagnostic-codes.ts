/**
 * Every diagnostic code, once, so that a code means one thing for ever and can be searched for.
 * Hundreds by subject: 1 files and schemas · 2 text and locales · 3 fonts and layout · 4 organisations and
 * logos · 5 jobs and counts · 6 the gate (draft or press) · 7 press files and preflight · 8 runs on disk.
 */
export const CODE = {
  fileMissing: 'KYR101',
  fileSyntax: 'KYR102',
  unknownKey: 'KYR103',
  wrongType: 'KYR104',
  missingKey: 'KYR105',
  badValue: 'KYR106',
  badLength: 'KYR107',
  badTag: 'KYR108',
  duplicateId: 'KYR109',
  unknownName: 'KYR110',
  csvShape: 'KYR111',
  fileEncoding: 'KYR112',

  missingText: 'KYR201',
  placeholder: 'KYR202',
  extraText: 'KYR203',
  tooLong: 'KYR204',
  inlineMark: 'KYR205',
  neverLose: 'KYR206',
  strayCharacter: 'KYR207',
  emptyText: 'KYR208',
  staleText: 'KYR209',
  wrongLetter: 'KYR210',
  glossary: 'KYR211',
  readingLevel: 'KYR212',
  orphanMark: 'KYR213',
  zawgyi: 'KYR214',

  missingGlyph: 'KYR301',
  fontMissing: 'KYR302',
  fontBroken: 'KYR303',
  overfull: 'KYR304',
  templateMissing: 'KYR305',

  logo: 'KYR401',
  qrAddress: 'KYR402',
  organisation: 'KYR403',

  wrongTotal: 'KYR501',
  quantity: 'KYR502',
  sheetTooSmall: 'KYR503',
  usage: 'KYR504',
  notInRun: 'KYR505',
  changedSince: 'KYR506',

  englishNotFinal: 'KYR601',
  notReviewed: 'KYR602',
  expired: 'KYR603',
  notDialled: 'KYR604',
  sampleData: 'KYR605',
  held: 'KYR606',
  withdrawn: 'KYR607',
  checkDue: 'KYR608',

  preflight: 'KYR701',
  profile: 'KYR702',
  notReadable: 'KYR703',

  cannotWrite: 'KYR801',
  locked: 'KYR802',
  damaged: 'KYR803',
  otherRun: 'KYR804',
  verify: 'KYR805',
  stopped: 'KYR806',
} as const;
