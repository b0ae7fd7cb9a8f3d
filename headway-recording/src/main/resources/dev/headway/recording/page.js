(function () {
  'use strict';
  const data = document.getElementById('cast').textContent.trim();
  const place = document.getElementById('player');
  const speed = document.getElementById('speed');
  let player;

  function show(startAt, play) {
    player = AsciinemaPlayer.create({data: data}, place, {
      speed: Number(speed.value),
      autoPlay: play,
      preload: true,
      fit: 'width',
      controls: true,
      theme: 'headway'
    });
    // Not by the options startAt or poster: seeking from there would lose what came before.
    player.seek(startAt);
    name();
    follow();
  }

  // The player names its parts for the eye alone.
  function name() {
    const inner = place.querySelector('[tabindex]');
    if (inner) {
      inner.setAttribute('role', 'group');
      inner.setAttribute('aria-label', 'Player of the recording');
    }
  }

  let playing = false;
  speed.addEventListener('change', async function () {
    const at = await player.getCurrentTime();
    player.dispose();
    show(at, playing);
  });

  function follow() {
    player.addEventListener('play', function () { playing = true; });
    player.addEventListener('playing', function () { playing = true; });
    player.addEventListener('pause', function () { playing = false; });
    player.addEventListener('ended', function () { playing = false; });
  }

  document.getElementById('controls').addEventListener('submit', function (event) {
    event.preventDefault();
  });

  function clock(seconds) {
    const whole = Math.floor(seconds);
    return Math.floor(whole / 60) + ':' + String(whole % 60).padStart(2, '0');
  }

  let first = 0;
  const list = document.querySelector('#markers ol');
  data.split('\n').slice(1).forEach(function (line) {
    const event = JSON.parse(line);
    if (event[1] === 'o' && first === 0) {
      first = event[0] + 0.05;
    }
    if (event[1] === 'm') {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = clock(event[0]) + ' ' + event[2];
      button.addEventListener('click', function () { player.seek(event[0]); });
      const item = document.createElement('li');
      item.append(button);
      list.append(item);
    }
  });
  document.getElementById('markers').hidden = list.children.length === 0;

  show(first, false);
})();
