/* Jenkins puts its crumb into every form; an address, which is kept and passed on, is no place for it. */
(function () {
  "use strict";

  document.addEventListener("formdata", function (event) {
    if (event.target.method === "get" && event.target.getAttribute("role") === "search") {
      event.formData.delete(document.head.dataset.crumbHeader);
    }
  });
})();
