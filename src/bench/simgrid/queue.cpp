// The workload of the peers (see Workload.java) on SimGrid: s4u actors that serve one central queue. Arrivals and service
// times are drawn beforehand; only the simulation is timed.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include <simgrid/s4u.hpp>
#include <simgrid/version.h>

namespace sg4 = simgrid::s4u;

static const int SERVERS = 8;
static const double MEAN_SECONDS = 10;
static const double LOAD = 0.7;
static const double SPEED = 1e9;

struct Task {
  double arrival;
  double seconds;
};

static double cpu_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int argc, char** argv) {
  sg4::Engine engine(&argc, argv);
  const int count = argc > 1 ? std::atoi(argv[1]) : 100000;

  std::mt19937_64 random(42);
  std::exponential_distribution<double> exponential(1);
  std::vector<Task> tasks(count);
  double now = 0;
  for (Task& task : tasks) {
    now += exponential(random) * MEAN_SECONDS / (LOAD * SERVERS);
    task = {now, 1e-3 + exponential(random) * MEAN_SECONDS};
  }

  auto* zone = sg4::create_full_zone("cluster");
  std::vector<sg4::Host*> hosts;
  for (int i = 0; i < SERVERS; i++) {
    hosts.push_back(zone->create_host("server-" + std::to_string(i), SPEED));
    hosts.back()->seal();
  }
  zone->seal();

  std::deque<const Task*> queue;
  sg4::SemaphorePtr waiting = sg4::Semaphore::create(0);
  double turnaround = 0;
  int served = 0;
  for (sg4::Host* host : hosts) {
    sg4::Actor::create("server", host, [&queue, waiting, &turnaround, &served]() {
      for (;;) {
        waiting->acquire();
        const Task* task = queue.front();
        queue.pop_front();
        if (task == nullptr) {
          return;
        }
        sg4::this_actor::execute(task->seconds * SPEED);
        turnaround += sg4::Engine::get_clock() - task->arrival;
        served++;
      }
    });
  }
  sg4::Actor::create("arrivals", hosts[0], [&queue, waiting, &tasks]() {
    for (const Task& task : tasks) {
      sg4::this_actor::sleep_until(task.arrival);
      queue.push_back(&task);
      waiting->release();
    }
    for (int i = 0; i < SERVERS; i++) {
      queue.push_back(nullptr);
      waiting->release();
    }
  });

  const double before = cpu_seconds();
  engine.run();
  const double seconds = cpu_seconds() - before;
  if (served != count) {
    std::fprintf(stderr, "%d tasks served of %d\n", served, count);
    return 1;
  }
  const std::string name = "SimGrid " + std::to_string(SIMGRID_VERSION_MAJOR) + "." + std::to_string(SIMGRID_VERSION_MINOR);
  std::printf("%-28s %10.0f tasks per CPU-second, mean turnaround %.3f s\n", name.c_str(), count / seconds,
              turnaround / count);
  return 0;
}
