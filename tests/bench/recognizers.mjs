// Measures Microsoft's Recognizers-Text on money: recognizers.mjs HOME FILE.jsonl, where HOME holds
// node_modules and the file sentences with their gold (corpora/money). Prints {"version", "mb_per_s",
// "precision", "recall", "f1"}: bytes of text a second of CPU time; values and currencies of exact
// sums, as the test of the check set counts them. Languages that it lacks are left out.
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

const [home, file] = process.argv.slice(2);
const require = createRequire(join(resolve(home), 'node_modules', 'x.js'));
const {recognizeCurrency} = require('@microsoft/recognizers-text-number-with-unit');
const cultures = {
  en: 'en-us', de: 'de-de', es: 'es-es', fr: 'fr-fr', it: 'it-it', ja: 'ja-jp', ko: 'ko-kr',
  nl: 'nl-nl', pt: 'pt-br', tr: 'tr-tr', zh: 'zh-cn',
};
const sentences = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  .filter(({lang}) => cultures[lang.split('-')[0]]);
const read = ({lang, text}) => {
  try {
    return recognizeCurrency(text, cultures[lang.split('-')[0]]);
  } catch {
    return [];  // one that it cannot read still took its time
  }
};
for (const sentence of sentences) read(sentence);  // the models are made
const start = process.cpuUsage();
const found = sentences.map(read);
const used = process.cpuUsage(start);
let gold = 0, said = 0, right = 0;
sentences.forEach((sentence, i) => {
  const left = sentence.gold.map((g) => [g.min ?? g.max, g.currency]);
  gold += left.length;
  said += found[i].length;
  for (const {resolution} of found[i]) {
    const value = Number(resolution?.value), code = resolution?.isoCurrency;
    const at = left.findIndex(([v, c]) => c === code && Math.abs(v - value) <= 1e-9 * v);
    if (at >= 0) right += 1, left.splice(at, 1);
  }
});
const bytes = sentences.reduce((sum, {text}) => sum + Buffer.byteLength(text), 0);
console.log(JSON.stringify({
  version: require('@microsoft/recognizers-text-suite/package.json').version,
  sentences: sentences.length,
  mb_per_s: bytes / (used.user + used.system),
  precision: right / Math.max(said, 1),
  recall: right / Math.max(gold, 1),
  f1: 2 * right / Math.max(said + gold, 1),
}));
