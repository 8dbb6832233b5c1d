import Kernel

/// The two dialogs every page has: the palette (`Ctrl K`) and the sheet of keys (`?`). Behaviours fill them.
struct Dialogs {
    let language: Language

    var html: HTML {
        """
        <dialog id="palette" class="palette" aria-label="\(language(.paletteTitle))" data-behaviour="palette" \
        data-source="/palette"><div class="palette-search">\(Icon("search").html)\
        <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" \
        aria-label="\(language(.paletteTitle))" placeholder="\(language(.palettePrompt))" autocomplete="off" \
        spellcheck="false" maxlength="100"></div>\
        <ul id="palette-list" role="listbox" aria-label="\(language(.paletteTitle))"></ul>\
        <p class="palette-foot"><span><kbd>↑</kbd><kbd>↓</kbd> \(language(.paletteMove))</span>\
        <span><kbd>Enter</kbd> \(language(.paletteOpen))</span><span><kbd>Esc</kbd> \(language(.close))</span></p></dialog>\
        <dialog id="keys" class="sheet" aria-labelledby="keys-title"><h2 id="keys-title">\(language(.keysTitle))</h2>\
        <dl class="keys"></dl><label class="form-check"><input type="checkbox" class="form-check-input" id="keys-off">\
        <span class="form-check-label">\(language(.keysOff))</span></label>\
        <form method="dialog"><button class="btn btn-usual">\(language(.close))</button></form></dialog>
        """
    }
}
