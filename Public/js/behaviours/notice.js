/* The notice goes away: good news by itself after eight seconds, everything by Escape or by its button. */
house.behaviour("notice", area => {
    let clock = null;
    const clear = () => area.replaceChildren();
    const dress = () => {
        clearTimeout(clock);
        const remark = area.querySelector(".remark");
        if (!remark) return;
        if (!remark.querySelector(".put-away")) {
            const button = Object.assign(document.createElement("button"), { type: "button", className: "put-away", textContent: "×" });
            button.setAttribute("aria-label", area.dataset.close ?? "×");
            button.addEventListener("click", clear);
            remark.append(button);
        }
        if (remark.classList.contains("done")) clock = setTimeout(clear, 8_000);
    };
    new MutationObserver(dress).observe(area, { childList: true });
    document.addEventListener("keydown", event => { if (event.key === "Escape" && !document.querySelector("dialog[open]")) clear(); });
    dress();
});
