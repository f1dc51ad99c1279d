{% load static %}// Keeps the last pages that were read for times without a network: only what is the same for everybody.
const SHELL = "kheo-shell-{{ version }}";
const PAGE = "kheo-page-1 ";
const MOST_PAGES = 20, MOST_PICTURES = 8;
const OFFLINE = "{% url 'theme:offline' %}";
const ACCOUNT = "{{ account }}";
const PARTS = [OFFLINE{% for part in parts %}, "{{ part }}"{% endfor %}];
const WORDS = { read: "{% filter escapejs %}{% translate 'Máy đang không có mạng. Đây là bản đọc lúc' %}{% endfilter %}", at: "{% filter escapejs %}{% translate 'đọc lúc' %}{% endfilter %}" };

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  // Whoever signs in or out leaves nothing behind for the next one at this machine.
  if (request.method !== "GET") { if (url.pathname.startsWith(ACCOUNT)) event.waitUntil(forgetPages()); return; }
  if (request.mode === "navigate") event.respondWith(open(event));
  else if (PARTS.includes(url.pathname) || request.destination === "image") event.respondWith(fetch(request).catch(() => find(url.pathname)));
});

async function install() {
  const cache = await caches.open(SHELL);
  await cache.addAll(PARTS.map((part) => new Request(part, { credentials: "omit" })));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name !== SHELL && !name.startsWith(PAGE)) await caches.delete(name);
  await self.clients.claim();
  // The page that brought this worker was read before it could look; fetching it again is no visit.
  for (const client of await self.clients.matchAll({ type: "window" })) {
    await fetch(client.url, { headers: { Purpose: "prefetch" } }).then((answer) => keep(new URL(client.url), answer), () => {});
  }
}

async function open(event) {
  const url = new URL(event.request.url);
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep(url, answer.clone()));
    return answer;
  } catch {
    return (!url.search && await copyOf(url.pathname)) || listOfKept();
  }
}

// Pages say themselves that they are the same for everybody; a question typed in an address is nobody else's matter.
function mayKeep(url, answer) {
  const say = (name) => answer.headers.get(name) || "";
  return answer.status === 200 && !answer.redirected && !url.search && say("Cache-Control").includes("public")
    && say("Content-Type").startsWith("text/html") && !say("X-Robots-Tag").includes("noindex");
}

async function keep(url, answer) {
  if (!mayKeep(url, answer)) return;
  const html = await answer.text();
  if (/<meta name="robots" content="[^"]*noindex/.test(html)) { await caches.delete(PAGE + url.pathname); return; }
  // Made anew, so that the order of names is the order of reading.
  await caches.delete(PAGE + url.pathname);
  const cache = await caches.open(PAGE + url.pathname);
  await cache.put(url.pathname, new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy") || "default-src 'self'", "X-Read-At": String(Date.now()) } }));
  await keepPictures(cache, html);
  const names = await keptNames();
  for (const name of names.slice(0, Math.max(0, names.length - MOST_PAGES))) await caches.delete(name);
}

async function keepPictures(cache, html) {
  const found = [...html.matchAll(/<img\b[^>]*?\ssrc="(\/[^"/][^"]*)"/g)].map((hit) => hit[1].replaceAll("&amp;", "&"));
  for (const picture of [...new Set(found)].filter((one) => !PARTS.includes(one)).slice(0, MOST_PICTURES)) await cache.add(picture).catch(() => {});
}

const keptNames = async () => (await caches.keys()).filter((name) => name.startsWith(PAGE));
const forgetPages = async () => Promise.all((await keptNames()).map((name) => caches.delete(name)));
const find = async (path) => (await caches.match(path)) || Response.error();
const clock = (at) => { const two = (n) => String(n).padStart(2, "0"); const t = new Date(at); return `${two(t.getHours())}:${two(t.getMinutes())} ${two(t.getDate())}/${two(t.getMonth() + 1)}/${t.getFullYear()}`; };
const safe = (words) => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

async function copyOf(path) {
  const kept = await caches.match(path, { cacheName: PAGE + path });
  if (!kept) return null;
  const note = `<p class="kh-offline" role="status">${safe(WORDS.read)} <time>${clock(Number(kept.headers.get("X-Read-At")))}</time>.</p>`;
  // Of several sizes of a picture one was kept.
  const html = (await kept.text()).replace(/<source\b[^>]*>|\s(?:srcset|sizes)="[^"]*"/g, "").replace("<main ", () => `${note}<main `);
  return new Response(html, { headers: kept.headers });
}

async function listOfKept() {
  const kept = await caches.match(OFFLINE);
  if (!kept) return Response.error();
  const lines = [];
  for (const name of (await keptNames()).reverse()) {
    const path = name.slice(PAGE.length);
    const page = await caches.match(path, { cacheName: name });
    if (!page) continue;
    // Words of a title are already written for HTML.
    const title = /<title>([^<]*)<\/title>/.exec(await page.text())?.[1] || safe(path);
    lines.push(`<li><h3><a class="stretched-link" href="${safe(path)}">${title}</a></h3><p class="kh-meta">${safe(WORDS.at)} ${clock(Number(page.headers.get("X-Read-At")))}</p></li>`);
  }
  const html = (await kept.text()).replace("<ul class=\"kh-list\" data-kh-read></ul>", () => lines.length ? `<ul class="kh-list" data-kh-read>${lines.join("")}</ul>` : "<p>—</p>");
  return new Response(html, { headers: kept.headers });
}
