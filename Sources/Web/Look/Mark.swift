public import Kernel

/// The dragonfly: a body and four wings, five strokes in the colour of the text, legible at 16 px.
/// `Public/images/favicon.svg` is the same drawing.
public enum Mark {
    public static let svg: HTML = """
        <svg class="dragonfly" viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="currentColor" \
        stroke-linecap="round" aria-hidden="true">\
        <path stroke-width="3.4" d="M16 4.5V28"></path>\
        <path stroke-width="3" d="M15 11.5C11.5 7.5 7 5.5 2.5 6"></path>\
        <path stroke-width="3" d="M17 11.5C20.5 7.5 25 5.5 29.5 6"></path>\
        <path stroke-width="3" d="M15 13.5C10.5 13.5 7 15.5 4.5 19"></path>\
        <path stroke-width="3" d="M17 13.5C21.5 13.5 25 15.5 27.5 19"></path></svg>
        """
}
