import pytest, time
from tests.exercise.test_play import played
from thongsuot.exercise.actions import playing
pytestmark = pytest.mark.django_db(transaction=True)
def test_hh(cast, tmp_path, monkeypatch):
    n=[0]; orig=playing.Stage._jobs; t0=time.time()
    def jobs(self):
        n[0]+=1
        t=time.time(); orig(self)
        print(f"{time.time()-t0:.1f}", n[0], self.at, f"{time.time()-t:.2f}", flush=True)
    monkeypatch.setattr(playing.Stage,'_jobs',jobs)
    played('hai-han', tmp_path)
    print('total', time.time()-t0)
