namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What a step does; see <see cref="OpNames"/> for Pulumi's words.</summary>
internal enum Op
{
    Same,
    Create,
    Update,
    Delete,
    Replace,
    CreateReplacement,
    DeleteReplaced,
    Read,
    ReadReplacement,
    Refresh,
    Discard,
    DiscardReplaced,
    RemovePendingReplace,
    Import,
    ImportReplacement,
}

internal static class OpNames
{
    extension(Op op)
    {
        public string Word => op switch
        {
            Op.Same => "same",
            Op.Create => "create",
            Op.Update => "update",
            Op.Delete => "delete",
            Op.Replace => "replace",
            Op.CreateReplacement => "create-replacement",
            Op.DeleteReplaced => "delete-replaced",
            Op.Read => "read",
            Op.ReadReplacement => "read-replacement",
            Op.Refresh => "refresh",
            Op.Discard => "discard",
            Op.DiscardReplaced => "discard-replaced",
            Op.RemovePendingReplace => "remove-pending-replace",
            Op.Import => "import",
            Op.ImportReplacement => "import-replacement",
        };

        /// <summary>Counted in summaries: the parts of a replacement are one replacement.</summary>
        public bool IsLogical => op is not (Op.CreateReplacement or Op.DeleteReplaced or Op.ReadReplacement or Op.Refresh or Op.DiscardReplaced or Op.RemovePendingReplace or Op.ImportReplacement);

        public bool IsChange => op is not (Op.Same or Op.Read or Op.ReadReplacement or Op.Discard);
    }
}
