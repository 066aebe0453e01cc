using Infra.Tests.Cli;

namespace Infra.Tests.Command;

/// <summary>How a command has to end that a place refuses: one message that says where, what and how to mend it.</summary>
static class Refused
{
    public static void ByFullDisk(InfraProcess.Ended ended, string where) => By(ended, where, "can't be written: No space left on device. Make room, then run it again.");

    public static void ByReadOnly(InfraProcess.Ended ended, string where) => By(ended, where, "can't be written: Read-only file system. Let its folder be written by who runs this, then run it again.");

    static void By(InfraProcess.Ended ended, string where, string says)
    {
        Assert.Equal(1, ended.ExitCode);
        Assert.DoesNotContain("   at ", ended.Output + ended.Error);
        Assert.DoesNotContain("Exception", ended.Output + ended.Error);
        var message = Assert.Single(ended.Error.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(where, message);
        Assert.EndsWith(says, message);
    }
}
