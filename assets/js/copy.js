/* Copies what a button names: the address of a link, the text of anything else. Without script there is no button. */
(() => {
  if (!navigator.clipboard) return;
  const said = document.querySelector(".cite__said");
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(source.href ?? source.textContent);
        said.textContent = said.dataset.done;
      } catch {
        said.textContent = said.dataset.failed;
      }
    });
  }
})();
