/* Files are dropped on the form, pasted anywhere on the page (a screenshot), or chosen; each way sends them at once and
   shows the attachments anew, so that nothing typed elsewhere is lost. Without script the form works by its button. */
house.behaviour("files", form => {
    const said = form.querySelector(".chosen");
    const fields = [...form.querySelectorAll('input[type="file"]')];

    const send = async files => {
        if (!files.length || form.getAttribute("aria-busy") === "true") return;
        const body = new FormData(form);
        body.delete("file");
        for (const file of files) body.append("file", file, file.name);
        form.setAttribute("aria-busy", "true");
        said.textContent = house.say("sending", files.length);
        try {
            const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true", "X-CSRF-Token": document.body.dataset.csrf ?? "" } });
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const panel = page.getElementById("attachments");
            const old = document.getElementById("attachments");
            if (!panel || !old) { house.notice(page.body.textContent.trim() || house.say("sendingFailed"), "broken"); return; }
            old.replaceWith(panel);
            const timeline = page.querySelector(".timeline");
            if (timeline) document.querySelector(".timeline")?.replaceWith(timeline);
            htmx.process(panel);
            house.start(panel);
            panel.querySelector(".remark")?.scrollIntoView({ block: "nearest" });
        } catch {
            house.notice(house.say("sendingFailed"), "broken");
        } finally {
            form.removeAttribute("aria-busy");
            for (const field of fields) field.value = "";
        }
    };

    for (const field of fields) field.addEventListener("change", () => send([...field.files]));
    form.addEventListener("dragover", event => { event.preventDefault(); form.classList.add("over"); });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", event => {
        event.preventDefault();
        form.classList.remove("over");
        send([...event.dataTransfer.files]);
    });
    const paste = event => {
        if (!form.isConnected) { document.removeEventListener("paste", paste); return; }
        const files = [...(event.clipboardData?.files ?? [])];
        if (!files.length) return;
        event.preventDefault();
        send(files);
    };
    document.addEventListener("paste", paste);
});
