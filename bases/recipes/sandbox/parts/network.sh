# shellcheck shell=bash disable=SC2154
# Part of drydock-sandbox, which sets the variables used here.

# Fail closed, and without regard to connections: a packet may leave for the mirror, over loopback or to a nested bridge,
# else it is dropped. In `mangle` no rule of the engine's comes before it, and it also sees what the engine itself sends.
firewall() {
  # The kernel may offer only one of the two; the engine must use the same.
  if ! iptables -t mangle -S >/dev/null 2>&1; then
    for tool in iptables iptables-restore ip6tables; do
      ln -sf "/usr/sbin/${tool/tables/tables-legacy}" "/usr/local/sbin/$tool"
    done
    hash -r
  fi
  {
    echo '*mangle'
    echo '-A POSTROUTING -o lo -j ACCEPT'
    echo '-A POSTROUTING -o docker0 -j ACCEPT'
    echo '-A POSTROUTING -o br-+ -j ACCEPT'
    [[ -z $mirror ]] || echo "-A POSTROUTING -d $mirror -j ACCEPT"
    echo '-A POSTROUTING -j DROP'
    echo COMMIT
    # Only a courtesy: refuse at once what would be dropped, so that a learner's mistake is an error and not a stall.
    # The engine keeps rules that it finds in DOCKER-USER.
    echo '*filter'
    echo ':DOCKER-USER - [0:0]'
    for chain in OUTPUT DOCKER-USER; do
      for out in lo docker0 br-+; do echo "-A $chain -o $out -j RETURN"; done
      [[ -z $mirror ]] || echo "-A $chain -d $mirror -j RETURN"
      echo "-A $chain -p tcp -j REJECT --reject-with tcp-reset"
      echo "-A $chain -j REJECT"
    done
    echo COMMIT
  } | iptables-restore --noflush

  # No IPv6 leaves the sandbox; learners' own namespaces keep theirs for ::1.
  if [[ -e /proc/net/if_inet6 ]]; then
    echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
    echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
    echo 0 >/proc/sys/net/ipv6/conf/lo/disable_ipv6
    ip6tables -t mangle -A POSTROUTING ! -o lo -j DROP
  fi
  # A refusal must come each time: the kernel would send a container only so many a second, and the rest would stall.
  echo 0 >/proc/sys/net/ipv4/icmp_ratemask
  # Names fail at once instead of being asked of a server out of reach, or of the outer engine, which may answer.
  echo 'nameserver 127.0.0.1' >/etc/resolv.conf
  [[ -z $mirror ]] || echo "$mirror mirror" >>/etc/hosts
}
