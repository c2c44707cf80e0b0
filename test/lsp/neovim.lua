-- Run by neovim.test.ts inside a headless Neovim that has opened a file: attaches the server as README.md says,
-- waits for diagnostics, asks for completion at the caret that the environment names, and prints what came.

-- What a user writes into init.lua (Neovim 0.7 to 0.10), but for the path of the server.
local client
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'xml', 'markdown' },
  callback = function(event)
    client = client or vim.lsp.start_client({
      name = 'virtdeck',
      cmd = vim.split(vim.env.VIRTDECK_SERVER, ' '),
      root_dir = vim.fn.getcwd(),
    })
    vim.lsp.buf_attach_client(event.buf, client)
  end,
})

local function report()
  vim.cmd('filetype detect')
  local patience = 20000
  vim.wait(patience, function() return #vim.diagnostic.get(0) > 0 end, 10)

  local diagnostics = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    table.insert(diagnostics, {
      line = found.lnum, column = found.col, endColumn = found.end_col, severity = found.severity, source = found.source, message = found.message,
    })
  end

  local line, character = vim.env.VIRTDECK_CARET:match('(%d+):(%d+)')
  vim.api.nvim_win_set_cursor(0, { tonumber(line) + 1, tonumber(character) })
  local labels = {}
  for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/completion', vim.lsp.util.make_position_params(), patience) or {}) do
    for _, item in ipairs((answer.result or {}).items or answer.result or {}) do table.insert(labels, item.label) end
  end

  return { filetype = vim.bo.filetype, diagnostics = diagnostics, labels = labels }
end

local worked, result = pcall(report)
io.stdout:write(vim.json.encode(worked and result or { failure = result }))
vim.lsp.stop_client(vim.lsp.get_active_clients(), false)
vim.wait(5000, function() return #vim.lsp.get_active_clients() == 0 end, 10)
