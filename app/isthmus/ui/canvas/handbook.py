"""What hands and keys do on the map beside the commands, for the sheet of shortcuts."""

Rows = tuple[tuple[str, str], ...]
"""What is done, and how: keys joined by '+', other ways after ' or '."""

MOUSE: Rows = (
    ("Select", "Click"),
    ("Add or take away", "Shift+Click or Ctrl+Click"),
    ("Select what a band touches", "Drag on the sea"),
    ("Add what a band touches", "Shift+Drag"),
    ("Only what a band encloses", "Alt+Drag"),
    ("Move what is selected", "Drag"),
    ("Move straight across or down", "Shift+Drag"),
    ("Move without snapping", "Ctrl+Shift+Drag"),
    ("Copy while dragging", "Ctrl+Drag or Alt+Drag"),
    ("Resize cards", "Drag a corner"),
    ("Resize in proportion", "Shift+Drag a corner"),
    ("Draw a flow", "Drag a handle"),
    ("Draw a flow to a new system", "Drag a handle to the sea"),
    ("Rename in place", "Double-click a card"),
    ("Draw a new system", "Double-click the sea"),
    ("Move about", "Space+Drag or Middle+Drag"),
    ("Zoom at the pointer", "Wheel or Ctrl+Wheel"),
)

KEYBOARD: Rows = (
    ("Walk the systems, row by row", "Tab or Shift+Tab"),
    ("First system, last system", "Home or End"),
    ("Walk along flows", "Ctrl+Arrows"),
    ("Draw a flow that way", "Alt+Shift+Arrows"),
    ("Nudge by the grid", "Arrows"),
    ("Nudge by one unit", "Shift+Arrows"),
    ("Move about, with nothing selected", "Arrows"),
    ("Show the properties", "Return"),
    ("Open the context menu", "Shift+F10 or Menu"),
    ("Give up, then select nothing", "Esc"),
)

NAMING: Rows = (
    ("Choose a product of the catalogue", "Up or Down"),
    ("Keep the name", "Return"),
    ("Keep it and go on to the next", "Tab"),
    ("Keep it and go back", "Shift+Tab"),
    ("Draw it, and a flow on to the next", "Ctrl+Return"),
    ("Leave everything as it was", "Esc"),
)

TESTING: Rows = (
    ("Let a system or a flow fail, or stand again", "Click or Return"),
    ("Move about", "Drag or Arrows"),
    ("End the test, with everything as before", "Esc"),
)

CHAPTERS: tuple[tuple[str, Rows], ...] = (
    ("On the map, with the mouse", MOUSE),
    ("On the map, with the keyboard", KEYBOARD),
    ("While naming a system", NAMING),
    ("In a stress test", TESTING),
)
