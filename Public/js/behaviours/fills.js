/* data-behaviour="fills": a link whose address brings values along puts them into the form beside it instead, so that what
   is typed there already stays. Without script the page opens anew with the values in it. */
house.behaviour("fills", link => link.addEventListener("click", event => {
    const form = link.closest("section")?.querySelector("form.stack");
    const values = [...new URL(link.href).searchParams];
    if (!form || event.ctrlKey || event.metaKey || !values.every(([name]) => form.elements[name])) return;
    event.preventDefault();
    for (const [name, value] of values) form.elements[name].value = value;
    [...form.querySelectorAll("[aria-required]")].find(field => !field.value)?.focus();
}));
