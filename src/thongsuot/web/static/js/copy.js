// A button that copies the text beside it; without a clipboard, or without scripts, the text is marked by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    await navigator.clipboard.writeText(text.value);
    button.querySelector("span").textContent = button.dataset.copied;
  });
}
