/* A shift is dragged to another cell of the roster, or carried: arrows walk, Enter (or a touch) lifts and puts down, Escape
   lets go. The server decides and answers with what is otherwise now, cell by cell, and what the clauses say of it; nothing
   scrolls. Without script each name leads to a page with the same acts as forms. */
house.behaviour("roster", table => {
    if (!table.dataset.edit) return;
    const cellOf = target => target.closest?.("tbody td:not(.sum)");
    const dayOf = cell => table.tHead.rows[0].cells[cell.cellIndex].dataset.day;
    const staffOf = cell => cell.parentElement.dataset.staff;
    const mark = (cell, name, isOn) => cell?.classList.toggle(name, isOn);
    let [held, over] = [null, null];
    const hold = cell => { mark(held, "held", false); mark(cell, "held", true); held = cell; pass(null); };
    const pass = cell => { mark(over, "over", false); mark(cell, "over", true); over = cell; };

    /* A published roster is changed with a reason; nothing: let go. */
    const reason = () => new Promise(answer => {
        const dialog = document.getElementById("roster-reason");
        if (!dialog) return answer("");
        dialog.returnValue = "";
        dialog.addEventListener("close", () => answer(dialog.returnValue ? dialog.querySelector("input").value : null), { once: true });
        dialog.showModal();
    });

    const { cellAt, show, follow, anew } = house.rosterAnswer(table);

    const put = async cell => {
        const from = held;
        hold(null);
        if (!from || !cell || from === cell) return;
        const because = await reason();
        if (because === null) return cell.focus();
        const answer = await house.post(table.dataset.edit, { version: table.dataset.version, staff: staffOf(from), day: dayOf(from),
            to: staffOf(cell), on: dayOf(cell), reason: because, view: new URLSearchParams(location.search).get("view") ?? "",
            first: dayOf(cell.parentElement.cells[1]), last: dayOf([...cell.parentElement.cells].at(-2)) });
        if (!answer.headers.get("content-type")?.startsWith("application/json")) return location.reload();
        const said = await answer.json();
        /* The row of the open shifts comes and goes with them. */
        if (!said.refusal && said.cells.some(place => !place.staff || !cellAt(place))) return anew(cell, said.found);
        document.getElementById("roster-move").innerHTML = said.refusal ?? said.found;
        if (!said.refusal) { show(said); follow(); }
        cell.focus({ preventScroll: true });
    };
    table.querySelectorAll("tbody td:not(.sum)").forEach(cell => {
        cell.tabIndex = -1;
        cell.draggable = cell.textContent !== "";
    });
    const first = table.querySelector("tbody td");
    if (first) first.tabIndex = 0;
    table.addEventListener("dragstart", event => { hold(cellOf(event.target)); event.dataTransfer.effectAllowed = "move"; });
    table.addEventListener("dragover", event => {
        const cell = cellOf(event.target);
        if (!held || !cell) return;
        event.preventDefault();
        if (cell !== over) pass(cell);
    });
    table.addEventListener("drop", event => { event.preventDefault(); put(cellOf(event.target)); });
    table.addEventListener("dragend", () => hold(null));
    const carry = cell => { if (held) put(cell); else if (cell.textContent) hold(cell); };
    table.addEventListener("click", event => {
        const cell = cellOf(event.target);
        if (cell && (held || event.pointerType === "touch")) carry(cell);
    });
    table.addEventListener("keydown", event => {
        const cell = cellOf(event.target);
        if (!cell) return;
        const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
        if (step) {
            event.preventDefault();
            const next = cellOf(table.rows[cell.parentElement.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]] ?? table);
            next?.focus();
            if (held) pass(next);
        } else if (event.key === "Enter") {
            event.preventDefault();
            carry(cell);
        } else if (event.key === "Escape") hold(null);
    });
});
