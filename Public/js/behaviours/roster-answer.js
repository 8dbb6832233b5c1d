/* What the server answers to a drag on the roster, shown: the cells, sums and feet that are otherwise now, at once; the whole
   list of findings and the record of changes when the hand rests; or the whole part anew, where a row comes or goes. */
house.rosterAnswer = table => {
    const columns = [...table.tHead.rows[0].cells];
    const place = day => columns.findIndex(head => head.dataset.day === day);
    const row = staff => table.querySelector(`tbody tr[data-staff="${staff}"]`);
    const cellAt = ({ staff, day }) => row(staff)?.cells[place(day)];
    const page = async () => new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");

    const show = answer => {
        table.dataset.version = answer.version;
        document.querySelectorAll("input[name=version]").forEach(input => { input.value = answer.version; });
        for (const one of answer.cells) {
            const cell = cellAt(one);
            const made = document.createElement("template");
            made.innerHTML = one.html;
            cell.className = made.content.firstElementChild.className;
            cell.replaceChildren(...made.content.firstElementChild.childNodes);
            cell.draggable = cell.textContent !== "";
        }
        for (const [staff, hours] of Object.entries(answer.sums)) row(staff).querySelector(".sum").textContent = hours;
        for (const { day, present, short } of answer.feet) {
            const foot = table.tFoot.rows[0].cells[place(day)];
            if (foot) [foot.textContent, foot.className] = [present, short ? "short" : ""];
        }
    };

    let rest = 0;
    const follow = () => {
        clearTimeout(rest);
        rest = setTimeout(async () => {
            const whole = await page();
            for (const id of ["roster-findings", "roster-changes"]) {
                const [old, next] = [document.getElementById(id), whole.getElementById(id)];
                if (old && next && table.isConnected) old.replaceWith(next);
            }
        }, 1200);
    };

    const anew = async (cell, found) => {
        const frame = table.parentElement;
        const [left, top, line, column] = [frame.scrollLeft, frame.scrollTop, cell.parentElement.rowIndex, cell.cellIndex];
        const work = (await page()).getElementById("roster-work");
        document.getElementById("roster-work").replaceWith(work);
        work.querySelector("#roster-move").innerHTML = found;
        house.start(work);
        const next = work.querySelector(".roster-frame");
        next.scrollTo(left, top);
        next.querySelector("table").rows[line]?.cells[column]?.focus({ preventScroll: true });
    };
    return { cellAt, show, follow, anew };
};
