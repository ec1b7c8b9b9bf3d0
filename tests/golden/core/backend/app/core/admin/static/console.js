// Widgets of the console's forms. Each keeps its value as JSON in one hidden input, which goes with the form.
"use strict";

(() => {
  const element = (tag, attributes = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...children);
    return made;
  };

  async function upload(url, file) {
    const body = new FormData();
    body.append("file", file);
    const headers = { "X-CSRFToken": Cookies.get("starlette_admin_csrftoken") || "" };
    const answer = await fetch(url, { method: "POST", body, headers });
    const type = answer.headers.get("content-type") || "";
    const told = type.includes("json") ? await answer.json() : {};
    if (!answer.ok) throw new Error(told.message || "上传失败，请重试");
    return told;
  }

  // Pictures that can be added, put in order and taken out; the first one is the cover.
  function pictures(box) {
    const { most, url, value, sources } = JSON.parse(box.dataset.pictures);
    const input = box.querySelector("input[type=hidden]");
    const list = box.querySelector(".pictures");
    const notice = box.querySelector("[data-notice]");
    let names = value;

    function tool(icon, label, act) {
      const button = element("button", { type: "button", className: "btn btn-sm btn-icon btn-ghost-secondary", title: label });
      button.setAttribute("aria-label", label);
      button.append(element("i", { className: `fa ${icon}` }));
      button.addEventListener("click", act);
      return button;
    }

    function swap(first, second) {
      [names[first], names[second]] = [names[second], names[first]];
      show();
    }

    function show() {
      input.value = JSON.stringify(names);
      const figures = names.map((name, index) => {
        const tools = element("div", { className: "tools" });
        if (index > 0) tools.append(tool("fa-arrow-left", "前移", () => swap(index, index - 1)));
        tools.append(tool("fa-trash", "移除", () => { names = names.filter((_, at) => at !== index); show(); }));
        if (index < names.length - 1) tools.append(tool("fa-arrow-right", "后移", () => swap(index, index + 1)));
        const figure = element("figure", {}, element("img", { src: sources[name], alt: `图片 ${index + 1}` }), tools);
        if (index === 0 && most > 1) figure.append(element("span", { className: "badge bg-primary text-primary-fg cover", textContent: "封面" }));
        return figure;
      });
      list.replaceChildren(...figures);
      if (names.length < most) list.append(adder());
    }

    function adder() {
      const chooser = element("input", { type: "file", accept: "image/jpeg,image/png,image/webp", multiple: most > 1 });
      const label = element("label", { className: "add" }, element("span", { textContent: "＋ 上传图片" }), chooser);
      chooser.addEventListener("change", async () => {
        notice.textContent = "正在上传…";
        try {
          for (const file of Array.from(chooser.files).slice(0, most - names.length)) {
            const { name, src } = await upload(url, file);
            sources[name] = src;
            if (!names.includes(name)) names.push(name);
          }
          notice.textContent = "";
        } catch (problem) {
          notice.textContent = problem.message;
        }
        show();
      });
      return label;
    }

    show();
  }

  window.Console = { element, upload };
  document.querySelectorAll("[data-pictures]").forEach(pictures);
  document.querySelectorAll("select[data-goes]").forEach((select) => {
    select.addEventListener("change", () => { window.location = select.value; });
  });
})();
