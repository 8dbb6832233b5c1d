/* A field with `data-most="4000"` takes whatever is put into it and says how much of it is too much: what was pasted is
   never cut without a word. */
document.addEventListener("input", event => {
    const field = event.target;
    const most = Number(field.dataset?.most);
    if (!most) return;
    const length = field.value.length > most ? [...field.value].length : 0;
    let remark = field.nextElementSibling?.matches(".problem.too-long") ? field.nextElementSibling : null;
    if (length <= most) { remark?.remove(); return; }
    if (!remark) {
        remark = Object.assign(document.createElement("p"), { className: "problem too-long", role: "status" });
        field.after(remark);
    }
    remark.textContent = house.say("tooLong", most, length);
});
