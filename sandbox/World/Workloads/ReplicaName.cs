using System.Security.Cryptography;
using System.Text;

namespace Infra.Sandbox.World.Workloads;

/// <summary>What a workload's replicas, their files and folders are called. Ids may be ARNs, and two may end alike.</summary>
internal static class ReplicaName
{
    const int Longest = 48;

    public static string For(string workloadId)
    {
        var last = workloadId[(workloadId.LastIndexOf('/') + 1)..];
        var safe = string.Concat(last.Take(Longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return safe == workloadId ? safe : $"{safe}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workloadId)))[..6]}";
    }
}
