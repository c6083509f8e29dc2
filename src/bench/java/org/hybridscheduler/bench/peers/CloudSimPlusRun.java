package org.hybridscheduler.bench.peers;

import java.util.ArrayList;
import java.util.List;
import org.cloudsimplus.brokers.DatacenterBroker;
import org.cloudsimplus.brokers.DatacenterBrokerSimple;
import org.cloudsimplus.cloudlets.Cloudlet;
import org.cloudsimplus.cloudlets.CloudletSimple;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.schedulers.cloudlet.CloudletSchedulerSpaceShared;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;

/** The workload on CloudSim Plus: eight space-shared virtual machines of one core, given cloudlets in turn. */
public final class CloudSimPlusRun {

    private static final int MIPS = 1000;

    private CloudSimPlusRun() {
    }

    /** Takes the number of tasks and of rounds. */
    public static void main(String[] arguments) {
        Workload.measure("CloudSim Plus 8.5.7", arguments, CloudSimPlusRun::simulate);
    }

    private static double simulate(Workload workload) {
        CloudSimPlus simulation = new CloudSimPlus();
        List<Pe> cores = new ArrayList<>();
        List<Vm> machines = new ArrayList<>();
        for (int i = 0; i < Workload.SERVERS; i++) {
            cores.add(new PeSimple(MIPS));
            machines.add(new VmSimple(MIPS, 1, new CloudletSchedulerSpaceShared()).setRam(512).setBw(1000).setSize(1000));
        }
        new DatacenterSimple(simulation, List.of(new HostSimple(100_000, 100_000, 1_000_000, cores)));
        DatacenterBroker broker = new DatacenterBrokerSimple(simulation);
        // Else a machine that is idle for a moment is gone, and the cloudlets to come never finish.
        broker.setVmDestructionDelay(Double.MAX_VALUE);
        List<Cloudlet> cloudlets = new ArrayList<>(workload.tasks());
        for (int i = 0; i < workload.tasks(); i++) {
            Cloudlet cloudlet = new CloudletSimple(Math.max(1, Math.round(workload.seconds(i) * MIPS)), 1);
            cloudlet.setSubmissionDelay(workload.arrival(i));
            cloudlets.add(cloudlet);
        }
        broker.submitVmList(machines);
        broker.submitCloudletList(cloudlets);
        simulation.start();
        if (broker.getCloudletFinishedList().size() != workload.tasks()) {
            throw new IllegalStateException(broker.getCloudletFinishedList().size() + " cloudlets finished of "
                    + workload.tasks());
        }
        return broker.getCloudletFinishedList().stream().mapToDouble(each -> each.getFinishTime()
                - each.getSubmissionDelay()).average().orElseThrow();
    }
}
