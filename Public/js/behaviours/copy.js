/* <button class="number" data-behaviour="copy" data-copy="C-2026-00017">: a click puts the number on the clipboard. */
house.behaviour("copy", button => button.addEventListener("click", async () => {
    const text = button.dataset.copy ?? button.textContent.trim();
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        // Pages served without https have no clipboard of their own; a chosen field does it the old way.
        const field = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
        document.body.append(field);
        field.select();
        document.execCommand("copy");
        field.remove();
        button.focus();
    }
    house.notice(house.say("copied", text));
}));
