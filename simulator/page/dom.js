// Builds elements. All text goes in as text nodes, so nothing anybody writes can become markup.

/** An element with properties, attributes (aria-*, data-*, role) and children; null children are left out. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && !name.includes("-") && name !== "list" && name !== "role") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of page/icons.svg, hidden from screen readers: the control around it carries the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `page/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A button made of an icon, named for screen readers and as a tooltip. */
export function iconButton(name, label, onclick, properties = {}) {
  return el(
    "button",
    { type: "button", className: "icon-button", title: label, "aria-label": label, onclick, ...properties },
    icon(name),
  );
}
