/* <button data-behaviour="print" data-printing="/cases/…/forms/F-10/printing">: opens the print dialogue; that it was
   printed is put on record, however the dialogue was opened. */
house.behaviour("print", button => {
    button.addEventListener("click", () => window.print());
    if (button.dataset.printing) window.addEventListener("beforeprint", () => house.post(button.dataset.printing));
});
