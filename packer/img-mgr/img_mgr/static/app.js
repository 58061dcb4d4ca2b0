// Uploads with progress, by button or drop, and asks before deleting. Without it the page's plain forms do the same.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  document.documentElement.classList.add("scripted");

  // ---- deleting: a question first
  const dialog = $("confirm");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.confirm || form.dataset.sure || !dialog?.showModal) return;
    event.preventDefault();
    $("question").textContent = form.dataset.confirm;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      form.dataset.sure = "yes";
      form.requestSubmit();
    }, { once: true });
    dialog.showModal();
  });

  // ---- uploading
  const drop = $("upload");
  if (!drop) return;
  const input = $("file"), queue = $("queue"), grid = $("grid"), status = $("status");
  const largest = Number(drop.dataset.largest);
  const overhead = 2048; // what a form adds around the file
  input.multiple = true;
  input.removeAttribute("required");

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const size = (bytes) => bytes < 1024 ? `${bytes} B`
    : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1).replace(/\.0$/, "")} MB`;

  function row(file) {
    const item = make("li");
    const say = make("span", "say", "waiting");
    const bar = make("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Upload of ${file.name}`);
    const close = make("button", "", "×");
    close.type = "button";
    close.setAttribute("aria-label", `Cancel ${file.name}`);
    item.append(make("span", "name", file.name), say, close, bar);
    queue.append(item);
    return { item, say, bar, close };
  }

  function fail(view, file, message) {
    view.item.classList.add("failed");
    view.item.setAttribute("role", "alert");
    view.say.textContent = message;
    view.bar.remove();
    view.close.setAttribute("aria-label", `Dismiss the message about ${file.name}`);
    view.close.onclick = () => view.item.remove();
  }

  function reason(request) {
    try {
      return JSON.parse(request.responseText).error.message;
    } catch {
      return request.status ? `The server answered ${request.status}.` : "The connection to the server was lost.";
    }
  }

  // Resolves whatever happens: one file's trouble must not stop the next.
  const send = ({ file, view }) => new Promise((done) => {
    if (!view.item.isConnected) return done();
    const request = new XMLHttpRequest();
    request.open("POST", drop.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      view.bar.value = event.loaded / event.total;
      view.say.textContent = event.loaded < event.total ? `${Math.round(100 * view.bar.value)} %` : "storing";
    };
    request.onload = () => {
      if (request.status === 201) {
        view.item.remove();
        show(JSON.parse(request.responseText));
        status.textContent = `${file.name} uploaded`;
      } else {
        fail(view, file, reason(request));
      }
    };
    request.onerror = () => fail(view, file, reason(request));
    request.onabort = () => view.item.remove();
    request.onloadend = done;
    view.close.onclick = () => request.abort();
    const body = new FormData();
    body.append("image", file);
    request.send(body);
  });

  function show(entry) {
    const card = $("card").content.firstElementChild.cloneNode(true);
    const find = (selector) => card.querySelector(selector);
    find("a").href = entry.url;
    find("img").src = entry.thumbnail;
    find(".name").textContent = find(".name").title = entry.name;
    find(".facts").textContent = `${entry.width} × ${entry.height} · ${size(entry.size)}`;
    find("form").action = `${entry.url}/delete`;
    find("form").dataset.confirm = `Delete “${entry.name}”?`;
    find(".remove").setAttribute("aria-label", `Delete ${entry.name}`);
    grid.prepend(card);
    const empty = $("empty");
    if (empty) empty.hidden = true;
  }

  let last = Promise.resolve();
  function take(files) {
    for (const file of files) {
      const view = row(file);
      if (file.size + overhead > largest) {
        fail(view, file, `${size(file.size)} is too large; a picture may have at most ${size(largest)}.`);
        continue;
      }
      view.close.onclick = () => view.item.remove();
      last = last.then(() => send({ file, view }));
    }
  }

  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  drop.addEventListener("submit", (event) => {
    event.preventDefault();
    input.click();
  });

  // ---- dropping, anywhere; a picture dragged within the page is not a file
  const veil = $("veil");
  let depth = 0;
  const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const lift = (to) => { depth = to; veil.hidden = depth <= 0; };
  addEventListener("dragenter", (event) => { if (brings(event)) { event.preventDefault(); lift(depth + 1); } });
  addEventListener("dragleave", (event) => { if (brings(event)) lift(depth - 1); });
  addEventListener("dragover", (event) => { if (brings(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    lift(0);
    take([...event.dataTransfer.files]);
  });
  addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) take(files);
  });
})();
