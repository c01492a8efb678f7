// The page of a node that stands by: it opens the board as soon as this node leads.
const line = document.getElementById('standby');
const patient = line.textContent;

const isAnother = (leader) => !leader.isMe && leader.node !== '';

async function look() {
  try {
    const answer = await fetch('/status', { cache: 'no-store' });
    // Not ok: signed out meanwhile; the page itself then leads to sign-in.
    if (!answer.ok || !isAnother((await answer.json()).leader)) {
      location.reload();
      return;
    }
    line.textContent = patient;
  } catch {
    line.textContent = 'This node does not answer; asking on.';
  }
  setTimeout(look, 1000);
}

setTimeout(look, 1000);
