namespace Pulumi.Automation;

public class LocalProgramArgs : LocalWorkspaceOptions
{
    public LocalProgramArgs(string stackName, string workDir) => (StackName, WorkDir) = (stackName, workDir);

    public string StackName { get; }
}
