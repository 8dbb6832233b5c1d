/* Parts of a page, one at a time: the links of data-behaviour="parts" become tabs, each shows what its address names.
   Arrow keys move between them; a part that is named in the address, or in which something was refused, is shown;
   the one chosen last is chosen on the next page of this browser tab. On a phone the story of the page is a part too. */
house.behaviour("parts", nav => {
    const memory = "qingting.part";
    const columns = nav.closest(".columns");
    const links = [...nav.querySelectorAll("a")];
    const idOf = link => decodeURIComponent(link.hash.slice(1));
    const parts = () => [...document.querySelectorAll(".side > .part")];

    const mark = () => {
        const here = nav.matches(".above") ? columns.dataset.part ?? "case" : parts().find(part => part.matches(".here"))?.id;
        for (const link of links) {
            const isHere = idOf(link) === here;
            link.setAttribute("aria-selected", String(isHere));
            link.tabIndex = isHere ? 0 : -1;
        }
    };
    const show = id => {
        columns.dataset.part = id;
        if (id !== "case") parts().forEach(part => part.classList.toggle("here", part.id === id));
        document.dispatchEvent(new Event("parts-shown"));
    };
    const partOf = element => element?.closest?.("#case, .side > .part")?.id;

    nav.setAttribute("role", "tablist");
    links.forEach(link => {
        link.setAttribute("role", "tab");
        link.setAttribute("aria-controls", idOf(link));
        link.addEventListener("click", event => {
            event.preventDefault();
            show(idOf(link));
            if (nav.matches(".above")) scrollTo({ top: Math.min(scrollY, nav.offsetTop) });
            else try { sessionStorage.setItem(memory, idOf(link)); } catch { /* no memory here */ }
            const seen = links.find(other => other.offsetParent !== null && other === link);
            seen?.focus({ preventScroll: true });
        });
    });
    nav.addEventListener("keydown", event => {
        const step = { ArrowRight: 1, ArrowLeft: -1, Home: -links.length, End: links.length }[event.key];
        const at = links.indexOf(document.activeElement);
        if (!step || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const next = Math.abs(step) > 1 ? (step > 0 ? links.length - 1 : 0) : (at + step + links.length) % links.length;
        links[next].click();
    });
    document.addEventListener("parts-shown", mark);
    mark();
    if (!nav.matches(".beside")) return;

    parts().forEach(part => {
        part.setAttribute("role", "tabpanel");
        part.setAttribute("aria-label", links.find(link => idOf(link) === part.id)?.dataset.keyWords ?? "");
    });
    /* Who is led into a part by an address, by the palette or by what is wrong in it finds it open. */
    house.showPart = element => { const id = partOf(element); if (id) show(id); };
    const follow = () => house.showPart(document.getElementById(decodeURIComponent(location.hash.slice(1))));
    addEventListener("hashchange", follow);
    let last = null;
    try { last = sessionStorage.getItem(memory); } catch { /* no memory here */ }
    const wrong = document.querySelector(".side > .part [aria-invalid=true]");
    const kept = document.querySelector(".side > .part details[open]");
    if (wrong) {
        show(partOf(wrong));
        wrong.focus();
    } else if (kept) {
        parts().forEach(part => part.classList.toggle("here", part.id === partOf(kept)));
    } else if (last && parts().some(part => part.id === last)) {
        parts().forEach(part => part.classList.toggle("here", part.id === last));
    }
    mark();
    follow();
});
