"use strict";
// The page works without this script; with it, messages come by themselves.
// What a stranger has written goes to textContent only, so it stays text.

const room = document.body.dataset.room;
const list = document.getElementById("messages");
const earlier = document.getElementById("earlier");
const { name: nameField, text: textField, key: keyField } =
    document.getElementById("say").elements;
let last = Number(list.dataset.last);   // the number of the last message
let poll = new AbortController();       // ends the request that waits

// Some browsers are set to allow no storage.
let storage = null;
try { storage = localStorage; } catch { }

const pause = seconds => new Promise(go => setTimeout(go, 1000 * seconds));
const longer = seconds => Math.min(2 * seconds, 30);
const jitter = seconds => seconds * (0.5 + Math.random() / 2);

function tell(words) {
    document.getElementById("state").textContent = words;
}

function element(kind, words, parent) {
    const made = document.createElement(kind);
    made.textContent = words;
    parent.append(made);
    return made;
}

function showTime(time, seconds) {
    const at = new Date(seconds ? 1000 * seconds : time.dateTime);
    time.dateTime = at.toISOString();
    time.textContent = at.toLocaleTimeString([],
        { hour: "2-digit", minute: "2-digit" });
}

// Puts a link where the text has one, and the title of its page after it.
async function showLink(place) {
    const found = /https?:\/\/[^\s<>"]+/.exec(place.textContent);
    if (!found) return;
    const link = document.createElement("a");
    link.href = link.textContent = found[0];
    link.rel = "noopener noreferrer nofollow";
    const rest = place.firstChild.splitText(found.index);
    rest.splitText(found[0].length);
    rest.replaceWith(link);
    const answer = await fetch("/async/digest?url=" +
        encodeURIComponent(found[0])).catch(() => null);
    const page = answer?.ok && await answer.json();
    if (page?.title) element("small", page.title, place).dir = "auto";
}

function item(message) {
    const made = document.createElement("li");
    element("bdi", message.name, element("b", "", made));
    made.append(" ");
    showTime(element("time", "", made), message.at);
    const place = element("p", message.text, made);
    place.dir = "auto";
    showLink(place);
    return made;
}

async function showPeople() {
    const rooms = await (await fetch("/rooms")).json();
    const names = rooms.find(one => one.room === room).here;
    document.getElementById("here").textContent =
        "Here: " + (names.join(", ") || "only you");
}

// One poll: what came after the last message, or nothing for 25 seconds.
async function ask() {
    poll = new AbortController();
    const answer = await fetch(`/listen/${room}/${last}?name=` +
        encodeURIComponent(nameField.value), { signal: poll.signal });
    if (answer.status === 410) {
        const gone = await answer.json();
        last = gone.after;
        if (gone.missed > 0)
            element("li", `You have missed ${gone.missed} messages.`, list);
    } else if (answer.ok) {
        for (const message of await answer.json()) {
            last = message.id;
            list.append(item(message));
        }
    } else {
        throw new Error(await answer.text());
    }
    await showPeople();
}

// One poll at a time, and none while the page is hidden.
async function listen() {
    for (let wait = 0.5; ; ) {
        if (document.hidden)
            await new Promise(go => document.addEventListener(
                "visibilitychange", go, { once: true }));
        try {
            await ask();
            tell("");
            wait = 0.5;
        } catch (error) {
            if (document.hidden) continue;
            tell((error instanceof TypeError ? "The server does not answer."
                : error.message) + " Asking again soon.");
            await pause(jitter(wait));
            wait = longer(wait);
        }
    }
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
    byte => byte.toString(16).padStart(2, "0")).join("");

// The text stays in its field until the server has stored it. It is sent again
// with the same key, so it is stored once.
async function say(form) {
    const body = new URLSearchParams(new FormData(form));
    const headers = { Accept: "application/json" };
    for (let wait = 0.5; ; wait = longer(wait)) {
        const answer = await fetch(form.action,
            { method: "POST", body, headers }).catch(() => null);
        if (answer?.ok) {
            textField.value = "";
            keyField.value = newKey();
            return tell("");
        }
        if (answer && answer.status < 500) return tell(await answer.text());
        tell("Not sent yet. Sending it again soon.");
        await pause(jitter(wait));
    }
}

document.getElementById("say").addEventListener("submit", async event => {
    event.preventDefault();
    if (textField.readOnly) return;
    storage?.setItem("name", nameField.value);
    textField.readOnly = true;
    await say(event.target);
    textField.readOnly = false;
    textField.focus();
});

textField.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
});

earlier?.addEventListener("click", async event => {
    event.preventDefault();
    const answer = await fetch(`/history/${room}/${earlier.dataset.before}`);
    const messages = answer.ok ? await answer.json() : [];
    list.prepend(...messages.map(item));
    earlier.dataset.before = messages[0]?.id ?? 1;
    earlier.hidden = earlier.dataset.before <= 1;
});

document.addEventListener("visibilitychange",
    () => document.hidden && poll.abort());
nameField.value ||= storage?.getItem("name") ?? "";
document.querySelectorAll("time").forEach(time => showTime(time));
document.querySelectorAll("#messages p").forEach(showLink);
listen();
