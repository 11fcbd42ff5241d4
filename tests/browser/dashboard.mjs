// The dashboard in a real Chromium: node dashboard.mjs OITCHECK ARTEFACTS
// Scans a fixture site and a hostile one twice into a store, serves it, and walks through it as a
// reader does, with keyboard and with axe-core. Ends with 0 when nothing was found, 77 when there
// is no Chromium.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const chromiumPath = process.env.OITCHECK_BROWSER || '/usr/bin/chromium';
const HOSTILE = `<script>alert('x')</script><img src=x onerror=alert(2)>"'&`;
const NOBODY = 65534;

if (!existsSync(chromiumPath)) {
  console.log('no Chromium: install the package chromium');
  process.exit(77);
}
if (!existsSync(join(here, 'node_modules'))) {
  console.log('no playwright-core: run npm ci in tests/browser');
  process.exit(77);
}

const oitcheck = resolve(process.argv[2]);
const artefacts = resolve(process.argv[3]);
if (process.getuid() === 0) {  // Chromium is never run by root
  mkdirSync(artefacts, {recursive: true});
  chownSync(artefacts, NOBODY, NOBODY);
  const again = spawnSync('setpriv',
      ['--reuid=nobody', '--regid=nogroup', '--clear-groups', process.execPath,
       fileURLToPath(import.meta.url), oitcheck, artefacts],
      {stdio: 'inherit', cwd: '/'});
  process.exit(again.status ?? 1);
}

const {chromium} = await import('playwright-core');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
mkdirSync(artefacts, {recursive: true});
const folder = mkdtempSync(join(tmpdir(), 'oit-browser-'));
process.env.HOME = folder;
const children = [];

function start(command, args) {
  const child = spawn(command, args, {stdio: ['pipe', 'pipe', 'inherit']});
  children.push(child);
  return new Promise((done, failed) => {
    createInterface({input: child.stdout}).once('line', done);
    child.once('exit', (code) => failed(new Error(`${command} ended with ${code}`)));
  });
}

/** A site whose every title and label is markup. */
function hostileSite() {
  const escaped = HOSTILE.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const page = (body) => `<!DOCTYPE html><html lang="th"><meta charset="utf-8">` +
      `<title>${escaped}</title><body><h1>อบต. ${escaped}</h1>${body}</body></html>`;
  const server = createServer((asked, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (asked.url === '/robots.txt') return answer.writeHead(404).end();
    if (asked.url === '/')
      return answer.end(page(`<ul><li><a href="/o1">O1 โครงสร้างองค์กร ${escaped}</a></li>` +
          `<li><a href="/gone">O4 แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน ${escaped}</a></li></ul>`));
    if (asked.url === '/o1')
      return answer.end(page(`<h2>โครงสร้างองค์กร ${escaped}</h2><p>โครงสร้างส่วนราชการ สำนักปลัด กองคลัง กองช่าง ` +
          `กองการศึกษา ปลัดองค์การบริหารส่วนตำบล ${escaped}</p>`));
    return answer.writeHead(404).end(page('404'));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

async function makeStore(db) {
  const site = await start('python3', [join(root, 'fixtures/serve.py'), 'nongkhla-sao', '--until-stdin-closes']);
  const hostile = await hostileSite();
  const list = join(folder, 'sites.csv');
  const name = '"' + HOSTILE.replaceAll('"', '""') + '"';
  writeFileSync(list, 'url,id,name,agency_type,province,district,tags\n' +
      `${site},nongkhla,องค์การบริหารส่วนตำบลหนองกล้า,sao,สงขลา,จะนะ,นำร่อง\n` +
      `http://127.0.0.1:${hostile.address().port}/,hostile,${name},sao,สงขลา,เทพา,\n`);
  for (let run = 0; run < 2; ++run)
    await new Promise((done, failed) => {
      const scan = spawn(oitcheck, ['scan', '--sites', list, '--db', db, '--as-of', '2023-04-20', '--rules',
        'ita-2566', '--delay', '0', '--quiet'], {stdio: ['ignore', 'ignore', 'inherit']});
      scan.once('exit', (code) => code <= 1 ? done() : failed(new Error(`scan ended with ${code}`)));
    });
  hostile.close();
}

let checks = 0;
async function look(page, name) {
  for (const width of [390, 1280]) {
    await page.setViewportSize({width, height: 900});
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${name} is ${wide} px too wide at ${width} px`);
    await page.screenshot({path: join(artefacts, `${name}-${width}.png`), fullPage: true});
    const found = await page.evaluate(() => window.axe.run());
    const serious = found.violations.filter((one) => ['serious', 'critical'].includes(one.impact));
    assert.deepEqual(serious.map((one) => `${one.id}: ${one.nodes[0].html}`), [], `${name} at ${width} px`);
    assert.ok(found.passes.length > 10, `${name}: axe looked at nothing`);
    ++checks;
  }
}

/** Tabs until the focused element is one that `selector` finds. */
async function tabTo(page, selector) {
  for (let n = 0; n < 80; ++n) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} is not reached with the keyboard`);
}

async function walk(browser, url, lang) {
  const context = await browser.newContext({acceptDownloads: true, bypassCSP: false});
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  // axe comes through the debugger, which no policy of the page binds.
  const visit = async (what) => {
    await what();
    await page.waitForLoadState('load');
    await page.evaluate(axe + ';undefined');
  };
  const query = lang === 'en' ? '?lang=en' : '';

  await visit(() => page.goto(url + query));
  assert.equal(await page.getAttribute('html', 'lang'), lang);
  await look(page, `overview-${lang}`);
  assert.ok(await page.getByText(HOSTILE, {exact: true}).count() > 0, 'the hostile name is no text');

  await page.selectOption('select[name=district]', 'เทพา');
  await visit(() => page.click('form.filters button'));
  assert.equal(await page.locator('.matrix tbody tr').count(), 1);
  await page.selectOption('select[name=status]', 'not_due');
  await page.selectOption('select[name=district]', '');
  await visit(() => page.click('form.filters button'));
  await visit(() => page.goto(url + query));
  const csv = await Promise.all([page.waitForEvent('download'), page.click('a[href^="/matrix.csv"]')]);
  assert.equal(csv[0].suggestedFilename(), 'matrix.csv');

  await page.setViewportSize({width: 1280, height: 900});
  await visit(() => page.goto(url + query));
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('skip')));
  await tabTo(page, '.matrix a[href^="/sites/nongkhla"]');
  await visit(() => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]));
  await look(page, `site-${lang}`);
  const links = page.locator('#downloads a');
  const count = await links.count();
  assert.ok(count >= 3);
  for (let n = 0; n < count; ++n) {
    const [file] = await Promise.all([page.waitForEvent('download'), links.nth(n).click()]);
    assert.equal(await file.failure(), null);
    assert.ok(readFileSync(await file.path()).length > 1000, file.suggestedFilename());
  }
  await visit(() => page.click('a[href*="/changes"]'));
  await look(page, `changes-${lang}`);
  await visit(() => page.goto(`${url}sites/nongkhla/work${query}`));
  await look(page, `work-${lang}`);
  await visit(() => page.goto(`${url}sites/nongkhla${query}`));
  await visit(() => page.click('#items a[href*="/items/O1"]'));
  assert.ok(await page.locator('#evidence a[href^="http"]').count() > 0, 'no evidence');
  await look(page, `item-${lang}`);
  await visit(() => page.goto(`${url}runs${query}`));
  await look(page, `runs-${lang}`);

  for (const path of ['sites/hostile', 'sites/hostile/items/O1', 'sites/hostile/work', 'sites/hostile/changes']) {
    await visit(() => page.goto(url + path + query));
    assert.equal(await page.locator('main script, main img').count(), 0, path);
    await look(page, path.replaceAll('/', '-') + '-' + lang);
  }
  assert.equal(complaints.join('\n'), '');
  await context.close();
}

let code = 1;
let browser;
try {
  const db = join(folder, 'runs.db');
  await makeStore(db);
  const url = await start(oitcheck, ['serve', '--db', db, '--listen', '127.0.0.1:0']);
  browser = await chromium.launch({executablePath: chromiumPath, chromiumSandbox: !process.env.OITCHECK_TEST_NO_SANDBOX,
    timeout: 120_000});
  for (const lang of ['th', 'en']) await walk(browser, url, lang);
  console.log(`${checks} pages looked at, pictures in ${artefacts}`);
  code = 0;
} catch (error) {
  console.error(error);
} finally {
  await browser?.close();
  for (const child of children) child.kill();
  rmSync(folder, {recursive: true, force: true});
}
process.exit(code);
