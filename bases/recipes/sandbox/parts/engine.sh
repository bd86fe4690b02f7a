# shellcheck shell=bash disable=SC2154
# Part of drydock-sandbox, which sets the variables used here.

configure() {
  local mtu mirrors="" files
  # The default of an outer engine can be a thousand times what programs expect, and some close each one. Steps of a build
  # inherit what is set here. Raising it takes a right the sandbox does not have.
  files=$(ulimit -Hn)
  [[ $files =~ ^[0-9]+$ ]] && ((files <= 65536)) || files=65536
  ulimit -Hn "$files"
  ulimit -Sn $((files < 8192 ? files : 8192))
  mtu=$(cat /sys/class/net/eth0/mtu 2>/dev/null || echo 1500)
  # The classic pull and BuildKit each need their own of the two lines.
  [[ -z $mirror ]] || mirrors="\"registry-mirrors\": [\"http://$mirror:5000\"], \"insecure-registries\": [\"$mirror:5000\", \"mirror:5000\", \"mirror:5001\"],"
  mkdir -p /etc/docker
  # dns: an address of the sandbox where nobody listens, so that names fail at once. (A loopback address would be taken
  # out of a RUN's resolv.conf and replaced by public servers.)
  # builder.gc: the build cache must not shrink between two builds that are compared.
  cat >/etc/docker/daemon.json <<JSON
{
  "hosts": ["unix:///run/docker.sock"],
  "data-root": "$engine_root",
  "userns-remap": "dockremap",
  "storage-driver": "overlay2",
  "exec-opts": ["native.cgroupdriver=cgroupfs"],
  "cgroup-parent": "/$learners",
  $mirrors
  "bip": "$bridge",
  "default-address-pools": [{"base": "$pool", "size": 24}],
  "mtu": $mtu,
  "default-network-opts": {"bridge": {"com.docker.network.driver.mtu": "$mtu"}},
  "dns": ["${bridge%/*}"],
  "dns-opts": ["timeout:1", "attempts:1"],
  "log-driver": "local",
  "log-opts": {"max-size": "2m", "max-file": "1", "compress": "false"},
  "default-ulimits": {"nofile": {"Name": "nofile", "Soft": $(ulimit -Sn), "Hard": $files}},
  "builder": {"gc": {"enabled": false}},
  "features": {"cdi": true},
  "live-restore": false,
  "shutdown-timeout": 5,
  "log-level": "warn"
}
JSON
}
