/* Keeps the page of a build that still bakes up to date: asks for its parts and replaces those that differ. */
(function () {
  "use strict";

  const PAUSE = 3000;
  const MOST_FAILURES = 20;

  function replaceParts(root, html, shown) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    fresh.content.querySelectorAll("[data-part]").forEach(function (part) {
      const name = part.dataset.part;
      const text = part.outerHTML;
      const old = root.querySelector('[data-part="' + name + '"]');
      if (old === null || shown.get(name) === text) {
        return;
      }
      shown.set(name, text);
      old.replaceWith(part);
      window.Behaviour.applySubtree(part, true);
    });
  }

  function isRunning(root) {
    return root.querySelector('[data-running="true"]') !== null;
  }

  function follow(root) {
    const shown = new Map();
    let failures = 0;

    function later() {
      if (isRunning(root) && failures < MOST_FAILURES) {
        window.setTimeout(ask, PAUSE);
      }
    }

    function ask() {
      if (document.hidden) {
        later();
        return;
      }
      fetch(root.dataset.url, { headers: { "Cache-Control": "no-cache" } })
        .then(function (response) {
          if (!response.ok) {
            throw new Error("HTTP " + response.status);
          }
          return response.text();
        })
        .then(function (html) {
          failures = 0;
          replaceParts(root, html, shown);
        })
        .catch(function () {
          failures += 1;
        })
        .finally(later);
    }

    later();
  }

  document.querySelectorAll(".ami-bakery-live").forEach(follow);
})();
