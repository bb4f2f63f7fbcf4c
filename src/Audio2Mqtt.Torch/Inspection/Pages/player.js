// A cursor in every picture follows the sound; a click into a picture, or the slider, goes there.
{
  const player = document.getElementById('player'), sound = document.getElementById('sound'), button = document.getElementById('play');
  const seek = document.getElementById('seek'), time = document.getElementById('time');
  const duration = Number(player.dataset.duration), played = Number(player.dataset.played), start = Number(player.dataset.start);
  const clock = seconds => {
    const tenths = Math.round(seconds * 10), minutes = Math.floor(tenths / 600);
    const rest = String(Math.floor(tenths / 10) % 60).padStart(2, '0') + '.' + tenths % 10;
    return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
  };
  const show = () => {
    const at = Math.min(sound.currentTime, duration);
    for (const cursor of player.querySelectorAll('.cursor')) cursor.style.left = `${at / duration * 100}%`;
    seek.value = at;
    seek.setAttribute('aria-valuetext', clock(start + at));
    time.textContent = `${clock(start + at)} / ${clock(start + duration)}`;
    button.textContent = sound.paused ? 'Play' : 'Pause';
    if (!sound.paused) requestAnimationFrame(show);
  };
  const goTo = seconds => { sound.currentTime = Math.max(0, Math.min(seconds, played)); show(); };
  button.addEventListener('click', () => sound.paused ? sound.play().catch(show) : sound.pause());
  seek.addEventListener('input', () => goTo(Number(seek.value)));
  for (const strip of player.querySelectorAll('.strip')) strip.addEventListener('click', event => {
    const box = strip.getBoundingClientRect();
    goTo((event.clientX - box.left) / box.width * duration);
  });
  for (const event of ['play', 'pause', 'ended', 'seeked', 'loadedmetadata']) sound.addEventListener(event, show);
  show();
}
