/* Backspace or Delete on a chip takes it away, as Enter does; the focus stands on the next one afterwards. */
house.behaviour("filter-chips", list => list.addEventListener("keydown", event => {
    if (!["Backspace", "Delete"].includes(event.key) || !event.target.matches("[data-chip]")) return;
    event.preventDefault();
    event.target.click();
}));

/* A choice inside a form that sends the whole form: the sort order. */
house.behaviour("send-form", field => field.addEventListener("change", () => field.form.requestSubmit()));
