// Measures Mozilla's Readability on pages: readability.mjs HOME FOLDER LIMIT, where HOME holds
// node_modules. Prints {"version", "pages_per_s"}, by CPU time.
import {createRequire} from 'node:module';
import {readFileSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {gunzipSync} from 'node:zlib';

const [home, folder, limit] = process.argv.slice(2);
const require = createRequire(join(resolve(home), 'node_modules', 'x.js'));
const {JSDOM} = require('jsdom');
const {Readability} = require('@mozilla/readability');
const pages = readdirSync(folder, {recursive: true})
  .filter((name) => name.endsWith('.html.gz'))
  .sort()
  .slice(0, Number(limit))
  .map((name) => gunzipSync(readFileSync(join(folder, name))).toString());
const start = process.cpuUsage();
for (const page of pages) {
  try {
    new Readability(new JSDOM(page, {url: 'https://example.org/a'}).window.document).parse();
  } catch {
    // a page that it cannot read still took its time
  }
}
const used = process.cpuUsage(start);
console.log(JSON.stringify({
  version: require('@mozilla/readability/package.json').version,
  pages_per_s: pages.length / ((used.user + used.system) / 1e6),
}));
