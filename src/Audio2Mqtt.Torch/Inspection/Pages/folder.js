// Points of the map and names in tables play their clip.
{
  const map = document.getElementById('points'), about = document.getElementById('about'), again = document.getElementById('again'), sound = document.getElementById('sound');
  if (map) {
    const sounds = JSON.parse(document.getElementById('sounds').textContent), points = [...map.querySelectorAll('.point')];
    const places = points.map(point => { const at = point.transform.baseVal[0].matrix; return [at.e, at.f]; });
    let chosen = -1;
    const show = () => { again.textContent = sound.paused ? 'Play' : 'Stop'; };
    const choose = index => {
      points[chosen]?.classList.remove('chosen');
      chosen = index;
      const point = points[chosen];
      point.classList.add('chosen');
      about.textContent = point.dataset.about + (sounds[point.dataset.clip] ? '' : ' (no sound in this page)');
      again.disabled = !sounds[point.dataset.clip];
    };
    const play = () => {
      sound.pause();
      const flac = sounds[points[chosen]?.dataset.clip];
      if (!flac) { sound.removeAttribute('src'); return show(); }
      sound.src = 'data:audio/flac;base64,' + flac;
      sound.dataset.clip = points[chosen].dataset.clip;
      sound.play().catch(show);
    };
    const isDim = index => points[index].classList.contains('dim');
    const nearest = (x, y, most, accept) => {
      let best = -1, least = most;
      places.forEach(([left, top], index) => {
        const far = Math.hypot(left - x, top - y);
        if (far < least && !isDim(index) && accept(index)) [best, least] = [index, far];
      });
      return best;
    };
    map.addEventListener('click', event => {
      const box = map.getBoundingClientRect(), scale = map.viewBox.baseVal.width / box.width;
      // A finger is 24 points wide, whatever the map's size.
      const index = nearest((event.clientX - box.left) * scale, (event.clientY - box.top) * scale, 24 * scale, () => true);
      if (index >= 0) { choose(index); play(); }
    });
    const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    map.addEventListener('keydown', event => {
      if (ways[event.key]) {
        event.preventDefault();
        const [dx, dy] = ways[event.key], [x, y] = places[Math.max(chosen, 0)];
        // The nearest point on that side, within 60 degrees of the way.
        const next = chosen < 0 ? points.findIndex((_, index) => !isDim(index)) : nearest(x, y, Infinity, index => {
          const [right, down] = [places[index][0] - x, places[index][1] - y], along = right * dx + down * dy;
          return index !== chosen && along > 0 && along >= Math.hypot(right, down) * 0.5;
        });
        if (next >= 0) choose(next);
      } else if ((event.key === 'Enter' || event.key === ' ') && chosen >= 0) { event.preventDefault(); play(); }
    });
    again.addEventListener('click', () => sound.paused ? play() : sound.pause());
    for (const event of ['play', 'pause', 'ended']) sound.addEventListener(event, show);
    for (const button of document.querySelectorAll('button.clip')) {
      if (!sounds[button.dataset.clip]) button.disabled = true;
      button.addEventListener('click', () => { choose(points.findIndex(point => point.dataset.clip === button.dataset.clip)); play(); });
    }
    for (const button of document.querySelectorAll('.legend button')) button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true');
      const alone = [...document.querySelectorAll('.legend button[aria-pressed=true]')].map(one => one.dataset.class);
      for (const point of points) point.classList.toggle('dim', alone.length > 0 && !alone.includes(point.dataset.class));
    });
  }
}
