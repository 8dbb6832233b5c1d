/* The seconds left in which an answer can be taken back. When it has gone, the server says so and the timeline asks for
   itself again, unless somebody is writing in it. */
house.behaviour("held", element => {
    const text = element.querySelector("[data-words]");
    const show = () => {
        if (!element.isConnected) { clearInterval(clock); after(); return; }
        const left = Math.max(0, Math.ceil((Number(element.dataset.at) - house.now()) / 1000));
        text.textContent = text.dataset.words.replace("{0}", left);
        element.classList.toggle("leaving", left === 0);
    };
    const after = () => {
        const record = document.getElementById("case");
        if (!record || document.querySelector("#held .held") || record.contains(document.activeElement)) return;
        document.getElementById("arrivals-case")?.remove();
        window.htmx?.trigger(record, "refresh");
    };
    const clock = setInterval(show, 250);
    show();
});
