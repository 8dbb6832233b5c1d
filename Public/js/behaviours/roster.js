/* A shift is dragged to another cell of the roster, or carried: arrows walk, Enter lifts and puts down, Escape lets go.
   The server decides and answers with the page; of it the part that shows the roster takes the place of this one, with the
   findings beside it, and nothing scrolls. Without script each name leads to a page with the same acts as forms. */
house.behaviour("roster", table => {
    if (!table.dataset.edit) return;
    const cellOf = target => target.closest?.("tbody td:not(.sum)");
    const dayOf = cell => table.tHead.rows[0].cells[cell.cellIndex].dataset.day;
    const staffOf = cell => cell.parentElement.dataset.staff;
    let held = null;
    const hold = cell => { held?.classList.remove("held"); held = cell; held?.classList.add("held"); };

    const put = async cell => {
        const from = held;
        hold(null);
        if (!from || !cell || from === cell) return;
        const reason = table.dataset.published === "1" ? prompt(table.dataset.ask) : "";
        if (reason === null) return;
        const answer = await house.post(table.dataset.edit, { version: table.dataset.version, staff: staffOf(from), day: dayOf(from),
            to: staffOf(cell), on: dayOf(cell), reason, back: location.search });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("roster-work");
        if (!page) { location.reload(); return; }
        const frame = table.parentElement;
        const place = [frame.scrollLeft, frame.scrollTop, cell.parentElement.rowIndex, cell.cellIndex];
        document.getElementById("roster-work").replaceWith(page);
        house.start(page);
        const next = page.querySelector(".roster-frame");
        next.scrollTo(place[0], place[1]);
        next.querySelector("table").rows[place[2]]?.cells[place[3]]?.focus({ preventScroll: true });
    };
    table.querySelectorAll("tbody td:not(.sum)").forEach(cell => {
        cell.tabIndex = -1;
        cell.draggable = cell.textContent !== "";
    });
    const first = table.querySelector("tbody td");
    if (first) first.tabIndex = 0;
    table.addEventListener("dragstart", event => { hold(cellOf(event.target)); event.dataTransfer.effectAllowed = "move"; });
    table.addEventListener("dragover", event => { if (held && cellOf(event.target)) event.preventDefault(); });
    table.addEventListener("drop", event => { event.preventDefault(); put(cellOf(event.target)); });
    table.addEventListener("dragend", () => hold(null));
    table.addEventListener("keydown", event => {
        const cell = cellOf(event.target);
        if (!cell) return;
        const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
        if (step) {
            event.preventDefault();
            table.rows[cell.parentElement.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]]?.focus();
        } else if (event.key === "Enter") {
            event.preventDefault();
            if (held) put(cell); else if (cell.textContent) hold(cell);
        } else if (event.key === "Escape") hold(null);
    });
});
