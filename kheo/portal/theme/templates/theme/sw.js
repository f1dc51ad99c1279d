{% load static %}// Shows the page "no network" instead of the browser's own; keeps nothing else.
const KEPT = "kheo-offline-1";
const PAGE = "{% url 'theme:offline' %}";
const PARTS = [PAGE, "{% static 'theme/tabler.subset.min.css' %}", "{% static 'theme/kheo.css' %}", "{% static 'theme/mark.svg' %}"];
self.addEventListener("install", (event) => event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(PARTS)).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.mode === "navigate" && event.request.method === "GET") event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)));
  else if (PARTS.includes(path)) event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
});
