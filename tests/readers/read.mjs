// What pdf.js, the reader in Firefox, hears of tagged PDFs: for each file named, one line of JSON with its pages.
// A page has `read`, the marked content of its tags in their order, each with its type and text, `alts`, what is said
// instead of pictures and signs, and `painted`, the marked content in the order of the page; artifacts have no name.
import { readFileSync } from "node:fs";

// Of drawing, which is not done here, it only asks that these exist.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const heard = (node, kind, found, alts) => {
  if (node.alt) alts.push(node.alt);
  for (const kid of node.children ?? []) {
    if (kid.type === "content") found.push([kid.id, kind]);
    else if (kid.role) heard(kid, kid.role, found, alts);
  }
};

const page = async (page) => {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const open = [], painted = [], texts = {};
  for (const item of items) {
    if (item.type?.startsWith("begin")) open.push(item.id ?? null);
    else if (item.type === "endMarkedContent") open.pop();
    else if (item.str) {
      const name = open.findLast((id) => id) ?? (open.length ? "artifact" : "nobody");
      if (!(name in texts)) painted.push(name);
      texts[name] = (texts[name] ?? "") + item.str + (item.hasEOL ? " " : "");
    }
  }
  const tags = [], alts = [];
  const tree = await page.getStructTree();
  if (tree) heard(tree, "Root", tags, alts);
  return { read: tags.map(([id, kind]) => [id, kind, texts[id] ?? ""]), alts, painted };
};

for (const file of process.argv.slice(2)) {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) pages.push(await page(await document.getPage(number)));
  console.log(JSON.stringify(pages));
}
