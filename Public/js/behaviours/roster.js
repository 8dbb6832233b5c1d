/* A shift is dragged to another cell of the roster, or carried: arrows walk, Enter (or a touch) lifts and puts down, Escape
   (or the same cell again) lets go. What is in one's hand is said. The server decides and answers with what is otherwise now,
   and what the clauses say of it; nothing scrolls but to a refusal. Without script each name leads to a page with the same
   acts as forms. */
house.behaviour("roster", table => {
    if (!table.dataset.edit) return;
    const cellOf = target => target.closest?.("tbody td:not(.sum)");
    const dayOf = cell => table.tHead.rows[0].cells[cell.cellIndex].dataset.day;
    const staffOf = cell => cell.parentElement.dataset.staff;
    const mark = (cell, name, isOn) => cell?.classList.toggle(name, isOn);
    const hand = document.getElementById("roster-hand");
    const said = cell => [cell.parentElement.cells[0].firstChild, cell.firstChild].map(one => one.textContent).join(" ");
    let [lifted, over] = [null, null];
    const pass = cell => { mark(over, "over", false); mark(cell, "over", true); over = cell; };
    const lift = cell => {
        mark(lifted, "lifted", false);
        mark(cell, "lifted", true);
        lifted = cell;
        pass(null);
        if (hand) hand.textContent = cell ? hand.dataset.says.replace("{0}", said(cell)).replace("{1}", dayOf(cell)) : "";
    };

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
        const from = lifted;
        lift(null);
        if (!from || !cell || from === cell) return;
        const because = await reason();
        if (because === null) return cell.focus();
        const answer = await house.post(table.dataset.edit, { version: table.dataset.version, staff: staffOf(from), day: dayOf(from),
            to: staffOf(cell), on: dayOf(cell), reason: because, view: new URLSearchParams(location.search).get("view") ?? "",
            first: dayOf(cell.parentElement.cells[1]), last: dayOf([...cell.parentElement.cells].at(-2)) });
        if (!answer.headers.get("content-type")?.startsWith("application/json")) return location.reload();
        const told = await answer.json();
        /* The row of the open shifts comes and goes with them. */
        if (!told.refusal && told.cells.some(place => !place.staff || !cellAt(place))) return anew(cell, told.found);
        const word = document.getElementById("roster-move");
        word.innerHTML = told.refusal ?? told.found;
        if (told.refusal) word.scrollIntoView({ block: "nearest" });
        else { show(told); follow(); }
        cell.focus({ preventScroll: true });
    };
    table.setAttribute("role", "grid");
    table.querySelectorAll("tbody td:not(.sum)").forEach(cell => {
        cell.tabIndex = -1;
        cell.draggable = cell.textContent !== "";
    });
    let entry = table.querySelector("tbody td");
    if (entry) entry.tabIndex = 0;
    /* Tab comes back to where one was. */
    table.addEventListener("focusin", event => {
        const cell = cellOf(event.target);
        if (cell) { entry.tabIndex = -1; entry = cell; entry.tabIndex = 0; }
    });
    table.addEventListener("dragstart", event => { lift(cellOf(event.target)); event.dataTransfer.effectAllowed = "move"; });
    table.addEventListener("dragover", event => {
        const cell = cellOf(event.target);
        if (!lifted || !cell) return;
        event.preventDefault();
        if (cell !== over) pass(cell);
    });
    table.addEventListener("drop", event => { event.preventDefault(); put(cellOf(event.target)); });
    table.addEventListener("dragend", () => lift(null));
    const carry = cell => { if (lifted) put(cell); else if (cell.textContent) lift(cell); };
    table.addEventListener("click", event => {
        const cell = cellOf(event.target);
        if (cell && (lifted || event.pointerType === "touch")) carry(cell);
    });
    table.addEventListener("keydown", event => {
        const cell = cellOf(event.target);
        if (!cell) return;
        const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
        if (step) {
            event.preventDefault();
            const next = cellOf(table.rows[cell.parentElement.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]] ?? table);
            next?.focus();
            if (lifted) pass(next);
        } else if (event.key === "Enter") {
            event.preventDefault();
            carry(cell);
        } else if (event.key === "Escape") lift(null);
    });
});
