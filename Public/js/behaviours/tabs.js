/* Closing a tab that is not the one at hand takes it away without leaving the page; the tab at hand is kept in sight. */
house.behaviour("tabs", strip => {
    strip.querySelector("li.here")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    strip.addEventListener("submit", async event => {
        const tab = event.target.closest("li");
        if (!tab || tab.classList.contains("here") || !event.target.querySelector(".tab-close")) return;
        event.preventDefault();
        const answer = await fetch(event.target.action, {
            method: "POST", body: new URLSearchParams(new FormData(event.target)),
            headers: { "X-CSRF-Token": document.body.dataset.csrf ?? "", "HX-Request": "true" },
        });
        if (!answer.ok) return;
        const href = tab.querySelector("a").getAttribute("href");
        strip.querySelectorAll(`a[href="${href}"]`).forEach(link => link.closest("li").remove());
        if (!strip.querySelector("li")) strip.remove();
    });
});
